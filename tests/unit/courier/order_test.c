#include "support/test.h"

#include <string.h>

#include "support/desk.h"

// Files by address that are wanted once, all of them together.

static struct order *take_order(struct desk *desk) {
    struct order *order;
    while (!(order = courier_take_order(desk->courier))) {
        desk_await_wake(desk);
    }
    return order;
}

static struct order *order_of(struct desk *desk, const char *const *paths, size_t count, bool is_signed) {
    struct order *order = order_create(count, is_signed, "ticket");
    for (size_t i = 0; i < count; i++) {
        order->items[i].url = strdup(http_server_url(desk->server, paths[i]));
        order->items[i].most = 1000;
    }
    return order;
}

static void all_of_it_comes_together(void **state) {
    (void)state;
    static const char *const paths[] = {"/theme.json", "/none.json", "/busy.json", "/long.json", "/cut.json"};
    static char large[2000];
    struct desk desk;
    memset(large, 'x', sizeof large - 1);
    desk_open(&desk);
    desk_serve(&desk, "/theme.json", "{\"colors\":{}}");
    http_server_answer(desk.server, "/busy.json", (struct http_reply){.status = 503});
    desk_serve(&desk, "/long.json", large);
    http_server_answer(desk.server, "/cut.json", (struct http_reply){.body = "{}", .fault = FAULT_CLOSE});
    desk_start_courier(&desk);
    courier_order(desk.courier, order_of(&desk, paths, 5, false));
    struct order *order = take_order(&desk);
    assert_string_equal(order->ticket, "ticket");
    assert_int_equal(order->items[0].error, ERROR_NONE);
    assert_string_equal(order->items[0].bytes, "{\"colors\":{}}");
    assert_int_equal(order->items[0].len, 13);
    assert_string_equal(order->items[1].reason.text, "HTTP 404");
    assert_false(order->items[1].may_pass);
    assert_int_equal(order->items[2].error, ERROR_REFUSED);
    assert_true(order->items[2].may_pass);
    assert_int_equal(order->items[3].error, ERROR_LIMIT);
    assert_false(order->items[3].may_pass);
    assert_int_equal(order->items[4].error, ERROR_NETWORK);
    assert_true(order->items[4].may_pass);
    order_destroy(order);
    assert_null(courier_take_order(desk.courier));
    assert_int_equal(http_server_hits(desk.server, "/theme.json"), 1);
    desk_close(&desk);
}

static void signatures_come_with_it(void **state) {
    (void)state;
    static const char *const paths[] = {"/a.json?key=1", "/b.json"};
    struct desk desk;
    desk_open(&desk);
    desk_serve(&desk, "/a.json?key=1", "{}");
    desk_serve(&desk, "/a.json.minisig?key=1", "signed");
    desk_serve(&desk, "/b.json", "[]");
    desk_start_courier(&desk);
    courier_order(desk.courier, order_of(&desk, paths, 2, true));
    struct order *order = take_order(&desk);
    assert_string_equal(order->items[0].bytes, "{}");
    assert_string_equal(order->items[0].signature, "signed");
    assert_string_equal(order->items[1].bytes, "[]");
    assert_null(order->items[1].signature); // for whoever checks it to say
    assert_int_equal(order->items[1].error, ERROR_NONE);
    order_destroy(order);
    desk_close(&desk);
}

// What was ordered before and is still under way is not waited for by the one who ordered something else.
static void the_last_order_counts(void **state) {
    (void)state;
    static const char *const slow[] = {"/slow.json"}, *const quick[] = {"/quick.json"};
    struct desk desk;
    desk_open(&desk);
    http_server_answer(desk.server, "/slow.json", (struct http_reply){.body = "{}", .fault = FAULT_HOLD});
    desk_serve(&desk, "/quick.json", "{}");
    desk_start_courier(&desk);
    courier_order(desk.courier, order_of(&desk, slow, 1, false));
    assert_true(http_server_await(desk.server, "/slow.json", 1, DESK_PATIENCE));
    courier_order(desk.courier, order_of(&desk, slow, 1, false)); // never asked
    courier_order(desk.courier, order_of(&desk, quick, 1, false));
    http_server_release(desk.server);
    struct order *order = take_order(&desk);
    while (!strstr(order->items[0].url, "/quick.json")) {
        order_destroy(order);
        order = take_order(&desk);
    }
    assert_string_equal(order->items[0].bytes, "{}");
    order_destroy(order);
    assert_int_equal(http_server_hits(desk.server, "/slow.json"), 1);
    desk_close(&desk);
}

// A courier that ends frees what is under way, waits or was not taken.
static void an_order_may_be_left(void **state) {
    (void)state;
    static const char *const slow[] = {"/slow.json"};
    struct desk desk;
    desk_open(&desk);
    http_server_answer(desk.server, "/slow.json", (struct http_reply){.body = "{}", .fault = FAULT_HOLD});
    desk_start_courier(&desk);
    courier_order(desk.courier, order_of(&desk, slow, 1, true));
    assert_true(http_server_await(desk.server, "/slow.json", 1, DESK_PATIENCE));
    courier_order(desk.courier, order_of(&desk, slow, 1, true));
    desk_close(&desk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_it_comes_together),
        cmocka_unit_test(signatures_come_with_it),
        cmocka_unit_test(the_last_order_counts),
        cmocka_unit_test(an_order_may_be_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
