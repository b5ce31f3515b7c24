#include "criteria/check_norm.h"

namespace boussole::criteria {
namespace {

void goalposts(const json::Value& norm, const std::string& direction, const std::string& place, Problems& problems) {
  const double zero = number_at(norm, "zero_at"), one = number_at(norm, "one_at");
  if (zero == one)
    problems.add(norm, place,
                 {"Les deux repères sont égaux : l'échelle est vide.", "Both anchors are equal: the scale is empty."},
                 {"Écarter « zero_at » et « one_at ».", "Move \"zero_at\" and \"one_at\" apart."});
  else if ((direction == "higher" && zero > one) || (direction == "lower" && zero < one))
    problems.add(norm, place,
                 {"Les repères contredisent le sens « " + direction + " » de l'indicateur.",
                  "The anchors contradict the indicator's direction \"" + direction + "\"."},
                 {"Échanger « zero_at » et « one_at », ou changer le sens.",
                  "Swap \"zero_at\" and \"one_at\", or change the direction."});
  else if (direction == "band")
    problems.add(
        norm, place,
        {"Un indicateur de sens « band » demande une échelle « band ».",
         "An indicator of direction \"band\" needs a \"band\" scale."},
        {"Écrire une échelle « band », ou changer le sens.", "Write a \"band\" scale, or change the direction."});
}

void band(const json::Value& norm, const std::string& direction, const std::string& place, Problems& problems) {
  const double below = number_at(norm, "zero_below"), from = number_at(norm, "one_from");
  const double to = number_at(norm, "one_to"), above = number_at(norm, "zero_above");
  if (!(below <= from && from <= to && to <= above) || below == above)
    problems.add(
        norm, place,
        {"Les quatre repères ne sont pas en ordre croissant.", "The four anchors are not in increasing order."},
        {"Écrire zero_below ≤ one_from ≤ one_to ≤ zero_above.", "Write zero_below ≤ one_from ≤ one_to ≤ zero_above."});
  if (direction != "band")
    problems.add(norm, place,
                 {"Une échelle « band » demande le sens « band ».", "A \"band\" scale needs the direction \"band\"."},
                 {"Changer le sens de l'indicateur.", "Change the indicator's direction."});
}

void ladder(const json::Value& steps, const std::string& place, Problems& problems) {
  double before = -1;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const double value = number_at(*steps.at(i), "value");
    if (value <= before)
      problems.add(*steps.at(i), indexed(place, i),
                   {"Ce palier ne dépasse pas le précédent.", "This step is not above the one before."},
                   {"Ranger les paliers du plus bas au plus haut.", "Order the steps from lowest to highest."});
    before = value;
  }
  if (number_at(*steps.at(0), "value") != 0 || before != 1)
    problems.add(steps, place, {"Une échelle à preuves va de 0 à 1.", "An evidence ladder goes from 0 to 1."},
                 {"Donner 0 au premier palier et 1 au dernier.", "Give 0 to the first step and 1 to the last."});
}

void check_norm(const json::Value& norm, const std::string& direction, const std::string& place, Problems& problems) {
  if (const json::Value* posts = norm.find("goalposts")) goalposts(*posts, direction, place + ".goalposts", problems);
  if (const json::Value* limits = norm.find("band")) band(*limits, direction, place + ".band", problems);
  if (const json::Value* steps = norm.find("ladder")) ladder(*steps, place + ".ladder", problems);
}

}  // namespace

void check_norms(const json::Value& indicator, const std::string& place, Problems& problems) {
  const std::string& direction = string_at(indicator, "direction");
  check_norm(*indicator.find("norm"), direction, place + ".norm", problems);
  if (const json::Value* variants = indicator.find("norm_variants"))
    for (const json::Member& variant : *variants->as_object())
      check_norm(variant.value, direction, place + ".norm_variants." + variant.key, problems);
}

}  // namespace boussole::criteria
