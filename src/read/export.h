/* export.h - what the databases of newspapers hand out: Nexis (HTML, text, DOCX), Factiva and Europresse (HTML). */
#ifndef ONR_READ_EXPORT_H
#define ONR_READ_EXPORT_H

#include "read/input_part.h"

extern const onr_reader onr_export_reader; /* of a DOCX that is one article too */
/* Do a file's first bytes look like such an export, in text or HTML? */
int onr_export_is(onr_slice head);

#endif
