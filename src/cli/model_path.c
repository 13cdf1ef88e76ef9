/* The look-up of the model. Both fallbacks are compiled in (src/cli/CMakeLists.txt). */
#include "cli/model_path.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *cli_model_path(const char *given) {
    static const char in_tree[] = ONR_SOURCE_DIR "/models/en.onrm";
    static const char installed[] = ONR_DATA_DIR "/onrecord/en.onrm";
    if (!given) given = getenv("ONRECORD_MODEL");
    if (given && *given) return strcmp(given, "none") == 0 ? NULL : given;
    return access(in_tree, F_OK) != 0 && access(installed, F_OK) == 0 ? installed : in_tree;
}
