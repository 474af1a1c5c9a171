#include <stdio.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "kiosk/bench.h"

// Answers as large sites give them. The text is made of a few hundred words: what decoding costs are its
// shape, markup and escapes.

#define MOST (8u << 20)

static const char *const words[] = {"ministers", "agree", "after", "nine", "hours", "of", "talks", "on",
    "the", "transit", "deal", "and", "a", "bridge", "harbour", "council", "votes", "for", "new", "rules",
    "in", "spring", "while", "engineers", "test", "turbines", "at", "sea", "caf\u00e9s", "na\u00efve",
    "\u043f\u043e\u0440\u0442", "\u0434\u043e\u0433\u043e\u0432\u043e\u0440", "\u043c\u043e\u0441\u0442",
    "\u6e2f\u53e3", "&#8220;quoted&#8221;", "R&amp;D", "it&#8217;s"};

#define WORDS (sizeof words / sizeof *words)

static void add_words(struct strbuf *out, size_t *state, size_t count) {
    for (size_t i = 0; i < count; i++) {
        *state = *state * 1103515245 + 12345;
        strbuf_printf(out, "%s%s", i ? " " : "", words[*state / 65536 % WORDS]);
    }
}

static void add_content(struct strbuf *out, size_t *state) {
    for (size_t i = 0; i < 6; i++) {
        strbuf_add_text(out, "<p class=\\\"has-text\\\">");
        add_words(out, state, 30);
        strbuf_add_text(out, " <a href=\\\"https:\\/\\/news.example\\/topic\\/\\\">");
        add_words(out, state, 3);
        strbuf_add_text(out, "<\\/a>, <strong>");
        add_words(out, state, 4);
        strbuf_add_text(out, "<\\/strong>.<\\/p>\\n\\n");
    }
}

static void add_links(struct strbuf *out, size_t site, size_t number) {
    static const char *const kinds[] = {"self", "collection", "about", "author", "replies", "version-history",
        "wp:featuredmedia", "wp:attachment"};
    strbuf_add_text(out, "\"_links\":{");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        strbuf_printf(out,
            "%s\"%s\":[{\"embeddable\":true,\"href\":\"https:\\/\\/site-%zu.example\\/wp-json\\/wp\\/v2\\/"
            "%s\\/"
            "%zu\"}]",
            i ? "," : "", kinds[i], site, kinds[i], number);
    }
    strbuf_add_text(out, "}");
}

static void add_embedded(struct strbuf *out, size_t number) {
    static const char *const sizes[] = {"thumbnail", "medium", "medium_large", "large", "full"};
    strbuf_printf(out,
        "\"_embedded\":{\"author\":[{\"id\":%zu,\"name\":\"A. Writer\"}],\"wp:featuredmedia\":[{\"id\":%zu,"
        "\"caption\":{\"rendered\":\"<p>A bridge &#038; a "
        "harbour<\\/p>\\n\"},\"media_details\":{\"width\":1600,"
        "\"height\":900,\"sizes\":{",
        number % 7, number);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        strbuf_printf(out,
            "%s\"%s\":{\"file\":\"p-%zu-%zu.jpg\",\"width\":%zu,\"height\":%zu,\"mime_type\":\"image\\/"
            "jpeg\","
            "\"source_url\":\"https:\\/\\/pictures.example\\/p-%zu-%zu.jpg\"}",
            i ? "," : "", sizes[i], number, i, (i + 1) * 320, (i + 1) * 180, number, i);
    }
    strbuf_printf(out,
        "}}}],\"wp:term\":[[{\"id\":%zu,\"taxonomy\":\"category\",\"name\":\"Business &amp; Economy\"}],"
        "[{\"id\":9,\"taxonomy\":\"post_tag\",\"name\":\"transit\"}]]}",
        number % 5);
}

static void add_post(struct strbuf *out, size_t site, size_t number) {
    size_t state = number + 1;
    unsigned minute = (unsigned)(number % 60), hour = (unsigned)(number / 60 % 24);
    strbuf_printf(out,
        "{\"id\":%zu,\"date\":\"2026-11-23T%02u:%02u:00\",\"date_gmt\":\"2026-11-23T%02u:%02u:00\",\"guid\":{"
        "\"rendered\":\"https:\\/\\/site-%zu.example\\/"
        "?p=%zu\"},\"modified_gmt\":\"2026-11-23T%02u:%02u:30\","
        "\"slug\":\"post-%zu\",\"status\":\"publish\",\"type\":\"post\",\"link\":\"https:\\/\\/"
        "www.news.example"
        "\\/2026\\/%zu\\/?utm_source=site-%zu\",\"title\":{\"rendered\":\"%zu ",
        number, hour, minute, hour, minute, site, number, hour, minute, number, number, site, number);
    add_words(out, &state, 9);
    strbuf_add_text(out, "\"},\"content\":{\"rendered\":\"");
    add_content(out, &state);
    strbuf_add_text(out, "\",\"protected\":false},\"excerpt\":{\"rendered\":\"<p>");
    add_words(out, &state, 28);
    strbuf_add_text(out, " [&hellip;]<\\/p>\\n\",\"protected\":false},\"author\":3,\"featured_media\":7,"
                         "\"comment_status\":\"open\",\"sticky\":false,\"format\":\"standard\",\"meta\":[],"
                         "\"categories\":[4],\"tags\":[9],");
    add_links(out, site, number);
    strbuf_add_text(out, ",");
    add_embedded(out, number);
    strbuf_add_text(out, "}");
}

char *bench_wordpress(size_t site, size_t first, size_t count, size_t *len) {
    struct strbuf out;
    strbuf_init(&out, MOST);
    strbuf_add_text(&out, "[");
    for (size_t i = 0; i < count; i++) {
        strbuf_add_text(&out, i ? "," : "");
        add_post(&out, site, first + i);
    }
    strbuf_add_text(&out, "]");
    if (out.full) {
        abort(); // the callers ask for less
    }
    *len = out.len;
    return strbuf_take(&out);
}
