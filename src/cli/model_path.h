/* model_path.h - which model file is meant. The only place that reads ONRECORD_MODEL. */
#ifndef ONR_CLI_MODEL_PATH_H
#define ONR_CLI_MODEL_PATH_H

/* `given` where it is not NULL; else $ONRECORD_MODEL; else models/en.onrm of the source tree this program was built in;
 * else share/onrecord/en.onrm under the prefix it was installed to. NULL means: no model ("none" was asked for). */
const char *cli_model_path(const char *given);

#endif
