"""spark.py IN.ndjson OUT_FOLDER [OPTION OF FILTER...]: every partition through one process; Spark keeps the order."""
import os
import shlex
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName('onrecord').getOrCreate()
command = ' '.join(['onrecord', 'filter'] + [shlex.quote(a) for a in sys.argv[3:]])
lines = spark.sparkContext.textFile(sys.argv[1], minPartitions=8)
lines.pipe(command, dict(os.environ), checkCode=True).saveAsTextFile(sys.argv[2])
spark.stop()
