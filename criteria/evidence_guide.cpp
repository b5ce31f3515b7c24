#include "criteria/evidence_guide.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "criteria/check.h"
#include "criteria/files.h"
#include "criteria/loader.h"
#include "criteria/problems.h"
#include "criteria/read.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"

namespace boussole::criteria {
namespace {

EvidenceForm form_of(const std::string& word) {
  if (word == "share") return EvidenceForm::share;
  if (word == "number") return EvidenceForm::number;
  return word == "items" ? EvidenceForm::items : EvidenceForm::ladder;
}

Text text_or_empty(const json::Value& object, std::string_view key) {
  return object.find(key) == nullptr ? Text{} : text_at(object, key);
}

std::optional<double> number_or_none(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value == nullptr ? std::nullopt : value->as_double();
}

EvidenceNumber number_of(const json::Value& value) {
  const json::Value* whole = value.find("whole");
  return {string_at(value, "id"), text_at(value, "label"), whole != nullptr && whole->as_bool().value_or(false),
          number_or_none(value, "at_most"), number_or_none(value, "needed")};
}

const Ladder* ladder_of(const Indicator* indicator) {
  return indicator == nullptr ? nullptr : std::get_if<Ladder>(&indicator->norm);
}

/// The steps of the set's ladder, each with what the guide says proves it; or the guide's own where the set has none.
std::vector<EvidenceStep> steps_of(const json::Value& question, const Ladder* ladder) {
  std::vector<EvidenceStep> out;
  if (ladder != nullptr)
    for (const LadderStep& step : ladder->steps) out.push_back({step.value, step.text, {}});
  if (question.find("steps") == nullptr) return out;
  for (const json::Value& step : array_at(question, "steps")) {
    const double value = number_at(step, "value");
    const auto known = std::find_if(out.begin(), out.end(), [&](const EvidenceStep& s) { return s.value == value; });
    if (known != out.end())
      known->proof = text_or_empty(step, "proof");
    else
      out.push_back({value, text_or_empty(step, "text"), text_or_empty(step, "proof")});
  }
  return out;
}

EvidenceQuestion question_of(const json::Value& value, const CriteriaSet& set) {
  EvidenceQuestion out;
  out.indicator = string_at(value, "indicator");
  out.form = form_of(string_at(value, "form"));
  out.ask = text_or_empty(value, "ask");
  out.proof = text_or_empty(value, "proof");
  if (out.form == EvidenceForm::ladder) out.steps = steps_of(value, ladder_of(set.find(out.indicator)));
  if (value.find("numbers") != nullptr)
    for (const json::Value& number : array_at(value, "numbers")) out.numbers.push_back(number_of(number));
  if (const json::Value* deduct = value.find("deduct")) {
    out.numbers.push_back(number_of(*deduct->find("number")));
    out.deduct_each = number_at(*deduct, "each");
  }
  if (value.find("items") != nullptr)
    for (const json::Value& item : array_at(value, "items"))
      out.items.push_back({string_at(item, "id"), text_at(item, "label"), text_at(item, "proof")});
  if (const auto years = number_or_none(value, "expires_after_years"))
    out.expires_after_years = static_cast<int>(*years);
  if (const json::Value* half = value.find("other_half")) out.other_half = *half->as_string();
  return out;
}

EvidenceGuide guide_of(const json::Value& root, const CriteriaSet& set) {
  EvidenceGuide out;
  const json::Array& questions = array_at(root, "questions");
  for (const Indicator& indicator : set.indicators)
    for (const json::Value& question : questions)
      if (string_at(question, "indicator") == indicator.id) out.questions.push_back(question_of(question, set));
  return out;
}

/// What a question must hold for its form, and that the steps are those of the set.
class GuideChecker {
 public:
  GuideChecker(const std::string& file, const CriteriaSet& set) : set_(set), problems_(file) {
    for (const Indicator& indicator : set.indicators)
      if (indicator.kind != Kind::measured) declared_.insert(indicator.id);
  }

  std::vector<Error> check(const json::Array& questions) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const std::string place = indexed("questions", i);
      problems_.unique(*questions[i].find("indicator"), place + ".indicator", seen);
      problems_.known(*questions[i].find("indicator"), place + ".indicator", declared_,
                      {"Cet indicateur ne se déclare pas", "This indicator is not declared"});
      check_form(questions[i], place);
      check_names(questions[i], place);
    }
    return problems_.take();
  }

 private:
  void check_form(const json::Value& question, const std::string& place) {
    const EvidenceForm form = form_of(string_at(question, "form"));
    const std::size_t numbers = question.find("numbers") == nullptr ? 0 : question.find("numbers")->size();
    const std::size_t wanted = form == EvidenceForm::share ? 2 : form == EvidenceForm::number ? 1 : 0;
    if (numbers < wanted || (form == EvidenceForm::items) != (question.find("items") != nullptr))
      problems_.add(question, place,
                    {"Cette question n'a pas ce que sa forme demande.", "This question lacks what its form needs."},
                    {"share : deux nombres ; number : un nombre ; items : des points.",
                     "share: two numbers; number: one number; items: points."});
    if (form == EvidenceForm::ladder) check_steps(question, place);
  }

  void check_steps(const json::Value& question, const std::string& place) {
    const Ladder* ladder = ladder_of(set_.find(string_at(question, "indicator")));
    if (question.find("steps") == nullptr) return;
    double before = -1;
    for (std::size_t i = 0; i < question.find("steps")->size(); ++i) {
      const json::Value& step = *question.find("steps")->at(i);
      const double value = number_at(step, "value");
      const bool known = ladder == nullptr || std::any_of(ladder->steps.begin(), ladder->steps.end(),
                                                          [&](const LadderStep& s) { return s.value == value; });
      const bool has_text = ladder != nullptr || step.find("text") != nullptr;
      if (!known || !has_text || value <= before)
        problems_.add(
            step, indexed(place + ".steps", i),
            {"Ce palier n'est pas un palier de l'indicateur, n'a pas de texte ou n'est pas en ordre croissant.",
             "This is no step of the indicator, has no text, or is not in increasing order."},
            {"Reprendre les paliers de l'échelle.", "Use the steps of the ladder."});
      before = value;
    }
  }

  void check_names(const json::Value& question, const std::string& place) {
    for (const char* list : {"numbers", "items"}) {
      std::set<std::string> seen;
      if (question.find(list) == nullptr) continue;
      for (std::size_t i = 0; i < question.find(list)->size(); ++i)
        problems_.unique(*question.find(list)->at(i)->find("id"), indexed(place + "." + list, i) + ".id", seen);
    }
  }

  const CriteriaSet& set_;
  Problems problems_;
  std::set<std::string> declared_;
};

}  // namespace

bool EvidenceQuestion::holds_item(std::string_view id) const {
  return std::any_of(items.begin(), items.end(), [&](const EvidenceItem& item) { return item.id == id; });
}

const EvidenceNumber* EvidenceQuestion::number(std::string_view id) const {
  for (const EvidenceNumber& number : numbers)
    if (number.id == id) return &number;
  return nullptr;
}

const EvidenceStep* EvidenceQuestion::step(double value) const {
  for (const EvidenceStep& step : steps)
    if (step.value == value) return &step;
  return nullptr;
}

const EvidenceQuestion* EvidenceGuide::find(std::string_view indicator) const {
  for (const EvidenceQuestion& question : questions)
    if (question.indicator == indicator) return &question;
  return nullptr;
}

std::vector<Error> check_evidence_guide(const json::Value& root, const std::string& file, const CriteriaSet& set) {
  std::vector<Error> errors = json::violations(root, schema("evidence-guide-1"), file);
  if (!errors.empty()) return errors;
  errors = GuideChecker(file, set).check(array_at(root, "questions"));
  for (Error& error : check_texts({file, root})) errors.push_back(std::move(error));
  return errors;
}

EvidenceGuide evidence_guide_of(const CriteriaSet& set) {
  EvidenceGuide out;
  for (const Indicator& indicator : set.indicators) {
    if (indicator.kind != Kind::declared) continue;
    EvidenceQuestion question;
    question.indicator = indicator.id;
    question.ask = indicator.counted;
    question.proof = indicator.fed_by;
    if (const auto* ladder = std::get_if<Ladder>(&indicator.norm)) {
      for (const LadderStep& step : ladder->steps) question.steps.push_back({step.value, step.text, indicator.fed_by});
    } else {
      question.form = EvidenceForm::number;
      question.numbers.push_back({"value", indicator.unit, false, std::nullopt, std::nullopt});
    }
    out.questions.push_back(std::move(question));
  }
  return out;
}

Expected<EvidenceGuide> load_evidence_guide(const std::filesystem::path& folder, const CriteriaSet& set) {
  const std::filesystem::path path = folder / "evidence.json";
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) return evidence_guide_of(set);
  const auto root = json::parse_file(path);
  if (!root) return std::unexpected(root.error());
  if (auto errors = check_evidence_guide(*root, path.string(), set); !errors.empty())
    return std::unexpected(std::move(errors.front()));
  return guide_of(*root, set);
}

const EvidenceGuide& built_in_evidence_guide() {
  static const EvidenceGuide kGuide = [] {
    const SetFiles files = built_in_files("boussole");
    const auto root = json::parse(files.bytes.at("evidence.json"), "evidence.json");
    // Checked by the tests, not at each run: an error here is a broken build.
    if (!root) {
      std::fprintf(stderr, "%s\n", root.error().in(Language::en).c_str());
      std::abort();
    }
    return guide_of(*root, built_in("boussole"));
  }();
  return kGuide;
}

}  // namespace boussole::criteria
