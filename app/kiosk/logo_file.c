#include "kiosk/logo_file.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "decode/picture_header.h"

enum error logo_read(const char *path, struct picture *out, struct reason *reason) {
    char *bytes;
    size_t len;
    struct picture_header header;
    struct reason why = {{0}};
    enum error error = file_read(path, LIMIT_PICTURE_BODY, &bytes, &len, reason);
    if (error) {
        return error;
    }
    error = picture_header_read(bytes, len, &header, &why);
    if (error) {
        free(bytes);
        return reason_set(reason, error, "%s: %s", path, why.text);
    }
    *out = (struct picture){
        .url = path, .blob = blob_create(bytes, len), .width = header.width, .height = header.height};
    return ERROR_NONE;
}
