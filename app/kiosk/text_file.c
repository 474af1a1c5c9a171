#include "kiosk/text_file.h"

#include <stdlib.h>

#include "base/file.h"

enum error text_file_open(struct text_file *file, const char *path, struct strbuf *faults) {
    struct reason reason;
    *file = (struct text_file){.name = path ? path : "built-in", .text = "{}", .len = 2};
    size_t len = 0;
    enum error error = path ? file_read(path, LIMIT_CONFIG_FILE, &file->own, &len, &reason) : ERROR_NONE;
    if (error) {
        strbuf_printf(faults, "%s\n", reason.text);
        file->own = NULL;
    } else if (file->own) {
        file->text = file->own;
        file->len = len;
    }
    return error;
}

void text_file_finish(struct text_file *file) {
    free(file->own);
}
