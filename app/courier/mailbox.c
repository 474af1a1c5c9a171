#include "courier/mailbox.h"

#include <stddef.h>

void mailbox_init(struct mailbox *mailbox) {
    atomic_init(&mailbox->slot, NULL);
}

void mailbox_finish(struct mailbox *mailbox) {
    edition_unref(mailbox_take(mailbox));
}

void mailbox_post(struct mailbox *mailbox, const struct edition *edition) {
    edition_unref(atomic_exchange_explicit(&mailbox->slot, edition, memory_order_acq_rel));
}

const struct edition *mailbox_take(struct mailbox *mailbox) {
    return atomic_exchange_explicit(&mailbox->slot, NULL, memory_order_acq_rel);
}
