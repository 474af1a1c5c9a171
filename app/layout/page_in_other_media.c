#include "layout/digest.h"
#include "layout/page_kinds.h"

// What others report, each with its name: the same as partner news, of those with whom there is no agreement.

static void lay_out(struct desk *desk, const struct page_spec *spec) {
    digest_of_services(desk, spec, "in-other-media", WORD_IN_OTHER_MEDIA);
}

const struct page_kind page_kind_in_other_media = {"in-other-media", lay_out};
