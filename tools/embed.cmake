# cmake -DIN=FILE -DOUT=FILE.c -DNAME=symbol -P embed.cmake - a file's bytes as a C array `NAME` of `NAME_n` bytes, with
# a NUL behind them. A file of the tree becomes part of the program, so that an installed program is one file.
file(READ "${IN}" hex HEX)
string(LENGTH "${hex}" n)
math(EXPR n "${n} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes
  "${bytes}")
file(WRITE "${OUT}" "/* made of ${NAME} by tools/embed.cmake */\n#include <stddef.h>\nextern const unsigned char ${NAME}[];\nextern const size_t ${NAME}_n;\nconst unsigned char ${NAME}[] = {\n${bytes}0};\nconst size_t ${NAME}_n = ${n};\n")
