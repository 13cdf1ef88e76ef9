/* heads.h - internal: the heads' once-a-scratch work. */
#ifndef ONR_NET_HEADS_H
#define ONR_NET_HEADS_H

#include "net/scratch.h"

/* What arcs and relations need of the root: U h_0 and the relation vector of arc.root. */
void onr_net_root(const onr_net *net, onr_net_scratch *s);

#endif
