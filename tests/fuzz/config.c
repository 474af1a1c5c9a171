#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "base/json_syntax.h"
#include "config/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

// Whatever the bytes are: what the grammar lets pass parses, every default is there, and an error has a line.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    const char *text = (const char *)bytes;
    struct json_syntax syntax;
    if (json_syntax_check(text, len, &syntax) == ERROR_NONE) {
        cJSON *tree = cJSON_ParseWithLength(text, len);
        if (!tree) {
            abort();
        }
        cJSON_Delete(tree);
    }
    struct strbuf faults;
    struct config *config;
    strbuf_init(&faults, LIMIT_CONFIG_FILE);
    enum error error = config_read_text("fuzz.json", text, len, &config, &faults);
    if ((error != ERROR_NONE) != (faults.len > 0) || config->rundown_count < 1 || !config->kiosk.id) {
        abort();
    }
    config_destroy(config);
    strbuf_finish(&faults);
    return 0;
}
