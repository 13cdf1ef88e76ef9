/* xml_list.h - an XML file that lists articles: a feed (RSS 0.9x, 1.0, 2.0, Atom), a news sitemap, an export of
 * Factiva, PETRARCH's sentences. The whole file is parsed at the first call; its articles are then given one by one. */
#ifndef ONR_READ_XML_LIST_H
#define ONR_READ_XML_LIST_H

#include "read/input_part.h"

extern const onr_reader onr_feed_reader, onr_factiva_xml_reader, onr_petrarch_reader;

#endif
