#ifndef BROADSIDE_COURIER_PAGE_H
#define BROADSIDE_COURIER_PAGE_H

#include "decode/profile.h"
#include "fetch/http.h"

// One page of a source: its last good records, and with what to ask whether they are still the same. Private
// to the room.

struct page {
    uint64_t asked; // of what was asked (page_asked)
    uint64_t hash;  // of the answer
    char *etag, *modified;
    char *next; // what the answer says of the page behind it; NULL: there is none
    bool next_is_number;
    struct batch *batch;
};

void page_finish(struct page *page);

// Equal for requests of the same thing: method, address, headers and body count, secrets do not.
uint64_t page_asked(const struct profile_request *request);
// What makes an answer the same as another.
uint64_t page_hash(const struct http_answer *answer);

// Takes validators, and with `next_is_link` the way on, from the headers of a whole answer.
void page_keep_headers(struct page *page, struct http_answer *answer, bool next_is_link);
// Takes the way on only.
void page_keep_next(struct page *page, struct http_answer *answer);

#endif
