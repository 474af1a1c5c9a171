#include "support/test.h"

#include <pthread.h>

#include "courier/mailbox.h"
#include "model/assemble.h"

static void the_newest_is_taken_once(void **state) {
    (void)state;
    struct mailbox mailbox;
    mailbox_init(&mailbox);
    assert_null(mailbox_take(&mailbox));
    mailbox_post(&mailbox, edition_assemble(NULL, 0, NULL, 1));
    mailbox_post(&mailbox, edition_assemble(NULL, 0, NULL, 2));
    const struct edition *edition = mailbox_take(&mailbox);
    assert_int_equal(edition->assembled, 2);
    edition_unref(edition);
    assert_null(mailbox_take(&mailbox));
    mailbox_post(&mailbox, edition_assemble(NULL, 0, NULL, 3));
    mailbox_finish(&mailbox); // the leak checker watches
}

enum { POSTS = 20000 };

static void *post_many(void *context) {
    for (int i = 1; i <= POSTS; i++) {
        mailbox_post(context, edition_assemble(NULL, 0, NULL, i));
    }
    return NULL;
}

static void threads_hand_over_in_order(void **state) {
    (void)state;
    struct mailbox mailbox;
    pthread_t thread;
    mailbox_init(&mailbox);
    assert_int_equal(pthread_create(&thread, NULL, post_many, &mailbox), 0);
    for (millis last = 0; last < POSTS;) {
        const struct edition *edition = mailbox_take(&mailbox);
        if (edition) {
            assert_true(edition->assembled > last);
            last = edition->assembled;
            edition_unref(edition_ref(edition));
            edition_unref(edition);
        }
    }
    pthread_join(thread, NULL);
    assert_null(mailbox_take(&mailbox));
    mailbox_finish(&mailbox);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_is_taken_once),
        cmocka_unit_test(threads_hand_over_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
