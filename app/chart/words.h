#ifndef BROADSIDE_CHART_WORDS_H
#define BROADSIDE_CHART_WORDS_H

// The words of titles that a spec leaves to be made of a field, one line each: the name in C, the key in a
// locale file, and the English, which is Vega-Lite's own ("Mean of price", "date (year-month)"; docs, title).
// A field's name is put into a phrase as it is: a language that would have to bend it says "Mean: price".
// layout/words.h has them among the interface's words, from where they come back in chart_form.
// clang-format off
#define CHART_WORDS(WORD)                                                                                    \
    WORD(COUNT, "chart-count", "Count of Records")                                                           \
    WORD(AVERAGE, "chart-average", "Average of {0}")                                                         \
    WORD(MEAN, "chart-mean", "Mean of {0}")                                                                  \
    WORD(MEDIAN, "chart-median", "Median of {0}")                                                            \
    WORD(SUM, "chart-sum", "Sum of {0}")                                                                     \
    WORD(MIN, "chart-min", "Min of {0}")                                                                     \
    WORD(MAX, "chart-max", "Max of {0}")                                                                     \
    WORD(Q1, "chart-q1", "Q1 of {0}")                                                                        \
    WORD(Q3, "chart-q3", "Q3 of {0}")                                                                        \
    WORD(STDEV, "chart-stdev", "Stdev of {0}")                                                               \
    WORD(STDEVP, "chart-stdevp", "Stdevp of {0}")                                                            \
    WORD(VARIANCE, "chart-variance", "Variance of {0}")                                                      \
    WORD(VARIANCEP, "chart-variancep", "Variancep of {0}")                                                   \
    WORD(DISTINCT, "chart-distinct", "Distinct of {0}")                                                      \
    WORD(VALID, "chart-valid", "Valid of {0}")                                                               \
    WORD(MISSING, "chart-missing", "Missing of {0}")                                                         \
    WORD(BINNED, "chart-binned", "{0} (binned)")                                                             \
    WORD(IN_UNITS, "chart-in-units", "{0} ({1})") /* a field, a unit or units */                             \
    WORD(UNITS, "chart-units", "{0}-{1}")         /* units, a smaller one */                                 \
    WORD(YEAR, "chart-year", "year")                                                                         \
    WORD(QUARTER, "chart-quarter", "quarter")                                                                \
    WORD(MONTH, "chart-month", "month")                                                                      \
    WORD(WEEK, "chart-week", "week")                                                                         \
    WORD(DAYOFYEAR, "chart-dayofyear", "dayofyear")                                                          \
    WORD(DATE, "chart-date", "date")              /* the day of a month */                                   \
    WORD(DAY, "chart-day", "day")                 /* of a week */                                            \
    WORD(HOURS, "chart-hours", "hours")                                                                      \
    WORD(MINUTES, "chart-minutes", "minutes")                                                                \
    WORD(SECONDS, "chart-seconds", "seconds")                                                                \
    WORD(MILLISECONDS, "chart-milliseconds", "milliseconds")
// clang-format on

enum chart_word {
#define WORD(name, key, english) CHART_WORD_##name,
    CHART_WORDS(WORD)
#undef WORD
        CHART_WORD_END
};

#endif
