#include "kiosk/theme_table.h"

#include <assert.h>

#include "layout/theme.h"

// The fallbacks are assets/themes/night.json, word for word; a test says so.

static const char *const faces[] = {
    [FACE_SERIF_BOLD] = "serif-bold",
    [FACE_SERIF_REGULAR] = "serif-regular",
    [FACE_SANS_REGULAR] = "sans-regular",
    [FACE_SANS_MEDIUM] = "sans-medium",
    [FACE_SANS_SEMIBOLD] = "sans-semibold",
    [FACE_SANS_BOLD] = "sans-bold",
    [FACE_COUNT] = NULL,
};

static_assert(sizeof(enum face) == sizeof(int), "a choice is stored as an int");
static_assert(sizeof(unsigned) == sizeof(uint32_t), "a color is stored as an unsigned");

static const struct setting style[] = {
    {.key = "face",
        .type = SETTING_CHOICE,
        .offset = offsetof(struct style, face),
        .words = faces,
        .help = "The typeface and its weight."},
    {.key = "size",
        .type = SETTING_NUMBER,
        .offset = offsetof(struct style, size),
        .least = 8,
        .most = 400,
        .help = "Pixels an em on a screen 1080 pixels high."},
    {.key = "leading",
        .type = SETTING_NUMBER,
        .offset = offsetof(struct style, leading),
        .least = 0.8,
        .most = 3,
        .help = "Line height as a multiple of the size."},
    {.key = "tracking",
        .type = SETTING_NUMBER,
        .offset = offsetof(struct style, tracking),
        .least = -20,
        .most = 40,
        .help = "Pixels added after each character."},
    {.key = "caps", .type = SETTING_BOOL, .offset = offsetof(struct style, caps), .help = "Set in capitals."},
    {.key = "tabular",
        .type = SETTING_BOOL,
        .offset = offsetof(struct style, tabular),
        .help = "Figures all of one width."},
    {0},
};

#define COLOR(color, name, value, meaning)                                                                   \
    {                                                                                                        \
        .key = (name), .type = SETTING_COLOR,                                                                \
        .offset = offsetof(struct theme, colors) + (color) * sizeof(uint32_t), .fallback = "\"" value "\"",  \
        .help = (meaning)                                                                                    \
    }
static const struct setting colors[] = {
    COLOR(COLOR_BACKGROUND, "background", "#0d1420", "The ground of every page."),
    COLOR(COLOR_PANEL, "panel", "#162032", "Boxes on the ground."),
    COLOR(COLOR_LINE, "line", "#2a3850", "Thin lines between rows."),
    COLOR(COLOR_INK, "ink", "#f5f2ea", "Text."),
    COLOR(COLOR_DIM, "dim", "#aab6c6", "Text of less weight: times, sources, captions."),
    COLOR(COLOR_ACCENT, "accent", "#dc2f2a", "What is urgent, and the masthead's mark."),
    COLOR(COLOR_HIGHLIGHT, "highlight", "#f2b33d", "Numerals and what is to be noticed."),
    COLOR(COLOR_SECTION, "section", "#5aa9ff", "Tags of sections that have no color of their own."),
    COLOR(COLOR_UP, "up", "#3ecf8e", "A rate that rose."),
    COLOR(COLOR_DOWN, "down", "#ff6b5e", "A rate that fell."),
    COLOR(COLOR_BAR, "bar", "#3f5f93", "Bars of charts and tables."),
    COLOR(COLOR_ON_ACCENT, "on-accent", "#ffffff", "Text on the accent color."),
    {0},
};

#define ROLE(role, name, value, meaning)                                                                     \
    {                                                                                                        \
        .key = (name), .type = SETTING_OBJECT,                                                               \
        .offset = offsetof(struct theme, styles) + (role) * sizeof(struct style), .fallback = (value),       \
        .fields = style, .help = (meaning)                                                                   \
    }
static const struct setting roles[] = {
    ROLE(ROLE_BREAKING, "breaking",
        "{\"face\": \"serif-bold\", \"size\": 112, \"leading\": 1.08, \"tracking\": -1}",
        "Headline of the breaking page."),
    ROLE(ROLE_BREAKING_LABEL, "breaking-label",
        "{\"face\": \"sans-bold\", \"size\": 44, \"leading\": 1.2, \"caps\": true, \"tracking\": 4}",
        "Label above it."),
    ROLE(ROLE_BREAKING_SUB, "breaking-sub", "{\"face\": \"sans-regular\", \"size\": 42, \"leading\": 1.25}",
        "Line below it."),
    ROLE(ROLE_HEADLINE_1, "headline-1",
        "{\"face\": \"serif-bold\", \"size\": 68, \"leading\": 1.1, \"tracking\": -1}",
        "Headline of the lead."),
    ROLE(ROLE_HEADLINE_2, "headline-2",
        "{\"face\": \"serif-bold\", \"size\": 60, \"leading\": 1.1, \"tracking\": -1}",
        "The same, if it is long."),
    ROLE(ROLE_HEADLINE_3, "headline-3",
        "{\"face\": \"serif-bold\", \"size\": 44, \"leading\": 1.15, \"tracking\": -0.5}",
        "Headlines beside the lead."),
    ROLE(ROLE_STORY_TITLE, "story-title",
        "{\"face\": \"serif-bold\", \"size\": 64, \"leading\": 1.1, \"tracking\": -1}", "Title of a story."),
    ROLE(ROLE_PAGE_TITLE, "page-title",
        "{\"face\": \"serif-bold\", \"size\": 56, \"leading\": 1.1, \"tracking\": -1}", "Title of a page."),
    ROLE(
        ROLE_LIST, "list", "{\"face\": \"sans-regular\", \"size\": 38, \"leading\": 1.22}", "Rows of lists."),
    ROLE(ROLE_LIST_STRONG, "list-strong", "{\"face\": \"sans-semibold\", \"size\": 38, \"leading\": 1.22}",
        "Rows of lists that stand out."),
    ROLE(ROLE_BODY, "body", "{\"face\": \"sans-regular\", \"size\": 38, \"leading\": 1.42}",
        "A story's paragraphs."),
    ROLE(ROLE_BODY_STRONG, "body-strong", "{\"face\": \"sans-bold\", \"size\": 38, \"leading\": 1.42}",
        "Words in them that stand out."),
    ROLE(ROLE_NUMBER, "number",
        "{\"face\": \"sans-bold\", \"size\": 84, \"leading\": 1.0, \"tabular\": true}",
        "The rate of the currency widget."),
    ROLE(ROLE_NUMBER_2, "number-2",
        "{\"face\": \"sans-bold\", \"size\": 48, \"leading\": 1.1, \"tabular\": true}",
        "Rates of the rates page."),
    ROLE(ROLE_CODE, "code", "{\"face\": \"sans-bold\", \"size\": 44, \"leading\": 1.1}", "Currency codes."),
    ROLE(ROLE_PAIR, "pair", "{\"face\": \"sans-bold\", \"size\": 40, \"leading\": 1.2}", "Currency pairs."),
    ROLE(ROLE_CONVERTER, "converter",
        "{\"face\": \"sans-regular\", \"size\": 46, \"leading\": 1.1, \"tabular\": true}",
        "Cells of the converter."),
    ROLE(ROLE_DELTA, "delta",
        "{\"face\": \"sans-semibold\", \"size\": 34, \"leading\": 1.2, \"tabular\": true}",
        "Changes of rates."),
    ROLE(ROLE_TICKER, "ticker", "{\"face\": \"sans-regular\", \"size\": 40, \"leading\": 1.2}",
        "Headlines of the ticker."),
    ROLE(ROLE_TICKER_TIME, "ticker-time",
        "{\"face\": \"sans-bold\", \"size\": 34, \"leading\": 1.2, \"tabular\": true}", "Their times."),
    ROLE(ROLE_LATEST, "latest",
        "{\"face\": \"sans-bold\", \"size\": 34, \"leading\": 1.2, \"caps\": true, \"tracking\": 0.5}",
        "The ticker's label."),
    ROLE(ROLE_LABEL, "label",
        "{\"face\": \"sans-semibold\", \"size\": 30, \"leading\": 1.2, \"caps\": true, \"tracking\": 0.5}",
        "Labels and tags."),
    ROLE(ROLE_LABEL_SMALL, "label-small",
        "{\"face\": \"sans-semibold\", \"size\": 26, \"leading\": 1.2, \"caps\": true, \"tracking\": 0.5}",
        "Small labels."),
    ROLE(ROLE_META, "meta", "{\"face\": \"sans-regular\", \"size\": 30, \"leading\": 1.3, \"tabular\": true}",
        "Dates, sources, bylines."),
    ROLE(ROLE_META_SMALL, "meta-small",
        "{\"face\": \"sans-regular\", \"size\": 26, \"leading\": 1.3, \"tabular\": true}",
        "The same, small."),
    ROLE(ROLE_NUMERAL, "numeral", "{\"face\": \"serif-bold\", \"size\": 56, \"leading\": 1.0}",
        "Numbers of stories."),
    ROLE(ROLE_MASTHEAD, "masthead",
        "{\"face\": \"serif-bold\", \"size\": 44, \"leading\": 1.0, \"tracking\": -1}", "The kiosk's name."),
    ROLE(ROLE_STRIP, "strip", "{\"face\": \"sans-regular\", \"size\": 28, \"leading\": 1.2}",
        "The strip of sections."),
    ROLE(ROLE_STRIP_CURRENT, "strip-current", "{\"face\": \"sans-bold\", \"size\": 28, \"leading\": 1.2}",
        "The section in it that is on."),
    ROLE(ROLE_CLOCK, "clock", "{\"face\": \"sans-bold\", \"size\": 46, \"leading\": 1.0, \"tabular\": true}",
        "The clock."),
    ROLE(ROLE_TAB, "tab", "{\"face\": \"sans-semibold\", \"size\": 34, \"leading\": 1.2}",
        "Names of pages that take turns, beside their title."),
    ROLE(ROLE_DEGREES, "degrees",
        "{\"face\": \"sans-bold\", \"size\": 168, \"leading\": 1.0, \"tabular\": true}",
        "The temperature of the city's page."),
    {0},
};

static_assert(sizeof colors / sizeof *colors == COLOR_COUNT + 1, "every color has its row");
static_assert(sizeof roles / sizeof *roles == ROLE_TEXT_COUNT + 1, "every text role has its row");

const struct setting theme_table[] = {
    {.key = "name",
        .type = SETTING_TEXT,
        .offset = offsetof(struct theme, name),
        .fallback = "\"night\"",
        .least = 1,
        .most = 40,
        .help = "The theme's name."},
    {.key = "contrast",
        .type = SETTING_NUMBER,
        .offset = offsetof(struct theme, contrast),
        .fallback = "4.5",
        .least = 4.5,
        .most = 21,
        .help =
            "The least contrast of text (WCAG 2.1): colors of sections and of the brand are moved as far as "
            "it takes, the theme's own are at fault."},
    {.key = "colors", .type = SETTING_OBJECT, .fields = colors, .help = "What is in which color."},
    {.key = "roles", .type = SETTING_OBJECT, .fields = roles, .help = "How each kind of text is set."},
    {0},
};
