#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "chart/plot.h"
#include "decode/chart.h"
#include "support/chart_case.h"

// Across and up in each other's places, in what speaks of them and in nothing else.

// A tree as text, near enough to JSON to compare.
static const char *shown(const struct tree *tree, struct arena *arena) {
    const char *all = tree->key ? arena_printf(arena, "%s:", tree->key) : "";
    if (tree->kind == TREE_TEXT) {
        return arena_printf(arena, "%s%s", all, tree->text);
    }
    if (tree->kind != TREE_OBJECT && tree->kind != TREE_ARRAY) {
        return arena_printf(arena, "%s%g", all, tree->number);
    }
    all = arena_printf(arena, "%s%c", all, tree->kind == TREE_OBJECT ? '{' : '[');
    for (size_t i = 0; i < tree->count; i++) {
        assert_true(tree->children[i].parent != NULL);
        all = arena_printf(arena, "%s%s%s", all, i ? "," : "", shown(&tree->children[i], arena));
    }
    return arena_printf(arena, "%s%c", all, tree->kind == TREE_OBJECT ? '}' : ']');
}

static void documents_are_turned(void **state) {
    (void)state;
    static const struct {
        const char *document, *turned;
    } rows[] = {
        {"{}", "{}"},
        {"{\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"x\"},\"y\":{\"field\":\"n\"}}}",
            "{mark:bar,encoding:{y:{field:x},x:{field:n}}}"},
        {"{\"width\":100,\"height\":{\"step\":20}}", "{height:100,width:{step:20}}"},
        {"{\"encoding\":{\"x\":{\"sort\":\"-y\"},\"xOffset\":{\"field\":\"c\"},\"y2\":{\"datum\":0}}}",
            "{encoding:{y:{sort:-x},yOffset:{field:c},x2:{datum:0}}}"},
        {"{\"encoding\":{\"x\":{\"sort\":{\"encoding\":\"y\",\"order\":\"descending\"}}}}",
            "{encoding:{y:{sort:{encoding:x,order:descending}}}}"},
        {"{\"encoding\":{\"x\":{\"sort\":[\"x\",\"y\"]}}}", "{encoding:{y:{sort:[x,y]}}}"}, // names
        {"{\"mark\":{\"type\":\"bar\",\"orient\":\"vertical\",\"width\":{\"band\":0.5}}}",
            "{mark:{type:bar,orient:horizontal,height:{band:0.5}}}"},
        {"{\"data\":{\"values\":[{\"x\":1,\"y\":2,\"width\":3}]}}", "{data:{values:[{x:1,y:2,width:3}]}}"},
        {"{\"datasets\":{\"x\":[1]},\"usermeta\":{\"y\":1},\"title\":{\"x\":1},\"transform\":[{\"as\":\"x\"}]"
         "}",
            "{datasets:{x:[1]},usermeta:{y:1},title:{x:1},transform:[{as:x}]}"},
        {"{\"layer\":[{\"encoding\":{\"y\":{\"value\":3}}}],\"resolve\":{\"scale\":{\"y\":\"independent\"}}}",
            "{layer:[{encoding:{x:{value:3}}}],resolve:{scale:{x:independent}}}"},
        {"{\"encoding\":{\"x\":{\"axis\":{\"labelAngle\":0,\"title\":\"x\"}}}}",
            "{encoding:{y:{axis:{labelAngle:0,title:x}}}}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        struct chart_spec spec;
        struct reason reason;
        arena_init(&arena, 0);
        const char *text = rows[i].document;
        assert_int_equal(chart_spec_read(text, strlen(text), "t", &arena, &spec, &reason), ERROR_NONE);
        const char *before = shown(spec.root, &arena);
        const struct tree *once = turned(spec.root, &arena);
        assert_string_equal(shown(once, &arena), rows[i].turned);
        assert_string_equal(shown(turned(once, &arena), &arena), before); // its own inverse
        assert_string_equal(shown(spec.root, &arena), before);            // and the first is as it was
        arena_finish(&arena);
    }
}

#define LONG "Ein sehr langer Name der Sache "

// Only bars that stand, whose names do not fit, and where the document says so.
static void bars_lie_down(void **state) {
    (void)state;
    static const struct {
        const char *usermeta, *mark, *encoding;
        bool lies;
    } rows[] = {
        {"{\"kiosk\":{\"turn\":true}}", "bar",
            "\"x\":{\"field\":\"a\"},\"y\":{\"field\":\"n\",\"type\":\"quantitative\"}", true},
        {"{\"kiosk\":{\"turn\":false}}", "bar",
            "\"x\":{\"field\":\"a\"},\"y\":{\"field\":\"n\",\"type\":\"quantitative\"}", false},
        {"{}", "bar", "\"x\":{\"field\":\"a\"},\"y\":{\"field\":\"n\",\"type\":\"quantitative\"}", false},
        {"{\"kiosk\":{\"turn\":true}}", "point",
            "\"x\":{\"field\":\"a\"},\"y\":{\"field\":\"n\",\"type\":\"quantitative\"}", false},
        {"{\"kiosk\":{\"turn\":true}}", "bar",
            "\"x\":{\"field\":\"s\"},\"y\":{\"field\":\"n\",\"type\":\"quantitative\"}", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char values[2048] = "", text[4096];
        for (int k = 0; k < 9; k++) {
            size_t used = strlen(values);
            snprintf(values + used, sizeof values - used,
                "%s{\"a\":\"" LONG LONG "%d\",\"s\":\"%d\",\"n\":%d}", k ? "," : "", k, k, k + 1);
        }
        struct chart_case it;
        snprintf(text, sizeof text,
            "{\"usermeta\":%s,\"data\":{\"values\":[%s]},\"mark\":\"%s\",\"encoding\":{%s}}",
            rows[i].usermeta, values, rows[i].mark, rows[i].encoding);
        chart_case_init(&it, text);
        assert_string_equal(it.reason.text, "");
        bool lies = strstr(chart_case_labels(&it, 'y'), LONG) != NULL;
        if (lies != rows[i].lies) {
            fail_msg("row %zu: x %s, y %s", i, chart_case_labels(&it, 'x'), chart_case_labels(&it, 'y'));
        }
        chart_case_finish(&it);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_turned), cmocka_unit_test(bars_lie_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
