#include "support/hand_turned.h"

#include "courier/loop.h"

void hand_turned_courier(struct courier *courier, struct instant now) {
    courier_turn(courier, now);
    while (http_running(courier->http)) {
        http_wait(courier->http, 100);
        courier_turn(courier, now);
    }
}
