#include "base/coroutine.h"

#include "support/test.h"

struct count {
    struct coroutine *self;
    int so_far, end;
};

static void count_up(struct coroutine *self, void *context) {
    struct count *count = context;
    assert_ptr_equal(self, count->self);
    for (; count->so_far < count->end; count->so_far++) {
        coroutine_pause(self);
    }
}

static struct count counting(int end) {
    return (struct count){.end = end};
}

static void it_goes_on_where_it_paused(void **state) {
    (void)state;
    struct count count = counting(1000);
    count.self = coroutine_create(count_up, &count);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(count.so_far, i ? i - 1 : 0);
        assert_true(coroutine_resume(count.self));
    }
    assert_false(coroutine_resume(count.self));
    assert_int_equal(count.so_far, 1000);
    coroutine_destroy(count.self);
}

static void two_do_not_know_of_each_other(void **state) {
    (void)state;
    struct count a = counting(3), b = counting(5);
    a.self = coroutine_create(count_up, &a);
    b.self = coroutine_create(count_up, &b);
    bool a_has_more = true, b_has_more = true;
    while (a_has_more || b_has_more) {
        a_has_more = a_has_more && coroutine_resume(a.self);
        b_has_more = b_has_more && coroutine_resume(b.self);
    }
    assert_int_equal(a.so_far, 3);
    assert_int_equal(b.so_far, 5);
    coroutine_destroy(a.self);
    coroutine_destroy(b.self);
}

static void what_never_pauses_is_done_at_once(void **state) {
    (void)state;
    struct count count = counting(0);
    count.self = coroutine_create(count_up, &count);
    assert_false(coroutine_resume(count.self));
    coroutine_destroy(count.self);
}

static void what_never_began_is_destroyed(void **state) {
    (void)state;
    struct count count = counting(2);
    coroutine_destroy(coroutine_create(count_up, &count));
    assert_int_equal(count.so_far, 0);
    coroutine_destroy(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_goes_on_where_it_paused),
        cmocka_unit_test(two_do_not_know_of_each_other),
        cmocka_unit_test(what_never_pauses_is_done_at_once),
        cmocka_unit_test(what_never_began_is_destroyed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
