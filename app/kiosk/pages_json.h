#ifndef BROADSIDE_KIOSK_PAGES_JSON_H
#define BROADSIDE_KIOSK_PAGES_JSON_H

#include "base/json_writer.h"
#include "layout/deck.h"

// pages.json: what `render` drew, as data, for checks by program. One object a page with its kind, title,
// dwell and draw ops (kind, role, text, box, colour, font).

// Adds one page. `ops` is the whole frame; `file` the picture's name.
void pages_json_add(
    struct json_writer *json, const struct page *page, const struct oplist *ops, const char *file);

#endif
