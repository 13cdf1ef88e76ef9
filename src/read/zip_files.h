/* zip_files.h - the files of a zip archive, each read as if it lay in a folder. */
#ifndef ONR_READ_ZIP_FILES_H
#define ONR_READ_ZIP_FILES_H

#include "read/input_part.h"

/* Also of a DOCX, which it hands to the reader of exports. */
extern const onr_reader onr_zip_reader;

#endif
