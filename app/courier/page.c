#include "courier/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"

void page_finish(struct page *page) {
    batch_destroy(page->batch);
    free(page->etag);
    free(page->modified);
    free(page->next);
    *page = (struct page){0};
}

static uint64_t hash_masked(uint64_t hash, const struct profile_request *request, const char *text) {
    char *masked = strdup(text ? text : "");
    if (!masked) {
        abort();
    }
    profile_request_mask(request, masked);
    hash = hash_text(hash, masked);
    free(masked);
    return hash;
}

uint64_t page_asked(const struct profile_request *request) {
    uint64_t hash = hash_text(HASH_START, request->method);
    hash = hash_masked(hash, request, request->url);
    for (size_t i = 0; i < request->header_count; i++) {
        hash = hash_masked(hash, request, request->headers[i]);
    }
    return hash_masked(hash, request, request->body);
}

uint64_t page_hash(const struct http_answer *answer) {
    return hash_bytes(hash_text(HASH_START, answer->url), answer->body, answer->len);
}

static void keep(char **kept, char **fresh) {
    free(*kept);
    *kept = *fresh;
    *fresh = NULL;
}

void page_keep_headers(struct page *page, struct http_answer *answer, bool next_is_link) {
    keep(&page->etag, &answer->etag);
    keep(&page->modified, &answer->modified);
    if (next_is_link) {
        page_keep_next(page, answer);
    }
}

void page_keep_next(struct page *page, struct http_answer *answer) {
    keep(&page->next, &answer->next);
}
