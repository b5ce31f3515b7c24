#include "engine/statistics/resampling/interval_texts.h"

#include <string>

namespace boussole::engine::statistics {

namespace {

struct Words {
  Text one, many, each;
};

const Words& words(IntervalUnit unit) {
  static const Words participant{
      {"participant", "participant"}, {"participants", "participants"}, {"chaque participant", "every participant"}};
  static const Words conversation{{"conversation", "conversation"},
                                  {"conversations", "conversations"},
                                  {"chaque conversation", "every conversation"}};
  static const Words answer{{"cas", "case"}, {"cas", "cases"}, {"chaque cas", "every case"}};
  static const Words group{{"groupe", "group"}, {"groupes", "groups"}, {"chaque groupe", "every group"}};
  switch (unit) {
    case IntervalUnit::participant:
      return participant;
    case IntervalUnit::conversation:
      return conversation;
    case IntervalUnit::answer:
      return answer;
    case IntervalUnit::group:
      return group;
  }
  return participant;
}

std::string counted(std::int64_t n, IntervalUnit unit, Language language) {
  // French counts 0 and 1 in the singular, English only 1.
  const bool one = language == Language::fr ? n < 2 : n == 1;
  return std::to_string(n) + " " + (one ? words(unit).one : words(unit).many).in(language);
}

}  // namespace

Message too_few_for_interval(IntervalUnit unit, std::int64_t n, std::int64_t needed) {
  return {"interval_too_few",
          {"Pas d'intervalle : " + counted(n, unit, Language::fr) + ", il en faut au moins " + std::to_string(needed) +
               " pour dire de combien ce chiffre bougerait avec un autre public.",
           "No interval: " + counted(n, unit, Language::en) + ", at least " + std::to_string(needed) +
               " are needed to say how much this figure would move with another public."}};
}

Message all_equal_no_interval(IntervalUnit unit) {
  return {"interval_all_equal",
          {"Pas d'intervalle : " + words(unit).each.fr +
               " donne la même valeur, si bien que rien ne dit de combien un autre public différerait.",
           "No interval: " + words(unit).each.en +
               " gives the same value, so nothing says how much another public would differ."}};
}

Message bad_input_for_interval() {
  return {"interval_bad_input",
          {"Pas d'intervalle : les nombres donnés ne sont pas valides (succès plus nombreux que les cas, ou valeur non "
           "finie).",
           "No interval: the numbers given are not valid (more successes than cases, or a value that is not finite)."}};
}

}  // namespace boussole::engine::statistics
