#include "criteria/replies_file.h"

#include "criteria/files.h"
#include "criteria/problems.h"
#include "criteria/statements.h"
#include "engine/base/sha256.h"
#include "engine/json/reader.h"
#include "engine/json/validate.h"

namespace boussole::criteria {
namespace {

class ReplyChecker {
 public:
  ReplyChecker(const std::string& file, const CriteriaSet& set) : problems_(file), set_(set) {
    for (const Indicator& indicator : set.indicators) indicators_.insert(indicator.id);
  }

  std::vector<Error> check(const json::Array& replies) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < replies.size(); ++i) {
      const std::string place = indexed("replies", i);
      problems_.unique(*replies[i].find("id"), place + ".id", seen);
      problems_.known(*replies[i].find("indicator"), place + ".indicator", indicators_,
                      {"Indicateur inconnu", "Unknown indicator"});
      check_reply(replies[i], place);
    }
    return problems_.take();
  }

 private:
  void check_reply(const json::Value& reply, const std::string& place) {
    const bool contest = string_at(reply, "kind") == "contest";
    if (contest != (reply.find("reason") != nullptr))
      problems_.add(reply, place + ".reason",
                    {"Une contestation a une raison ; une remarque n'en a pas.",
                     "A contest has a reason; an annotation has none."},
                    {"Raisons : wrong_data, wrong_reference, not_applicable, wrong_anchor, new_evidence.",
                     "Reasons: wrong_data, wrong_reference, not_applicable, wrong_anchor, new_evidence."});
    if (!contest && (reply.find("answer") != nullptr || reply.find("value") != nullptr))
      problems_.add(reply, place,
                    {"Seule une contestation a une autre valeur et une suite.",
                     "Only a contest has another value and an answer."},
                    {"En faire une contestation, avec sa raison.", "Make it a contest, with its reason."});
    check_value(reply, place);
    check_written(reply, "text", place);
    check_author(reply, place);
    check_date(reply, "answer_due", place, problems_);
    if (const json::Value* file = reply.find("file")) {
      check_file_name(*file, "name", place + ".file", problems_);
      check_full(*file, "sha256", place + ".file");
      check_sha256(*file, "sha256", place + ".file", problems_);
    }
    const json::Value* answer = reply.find("answer");
    if (answer == nullptr) return;
    check_written(*answer, "text", place + ".answer");
    check_author(*answer, place + ".answer");
    if (string_at(*answer, "date") < string_at(reply, "date"))
      problems_.add(*answer->find("date"), place + ".answer.date",
                    {"La suite est plus ancienne que la contestation.", "The answer is older than the contest."},
                    {"Vérifier les deux dates.", "Check the two dates."});
  }

  void check_author(const json::Value& owner, const std::string& place) {
    check_written(owner, "author_role", place);
    check_role(owner, "author_role", place, problems_);
    check_full(owner, "date", place);
    check_date(owner, "date", place, problems_);
  }

  void check_written(const json::Value& owner, const char* key, const std::string& place) {
    if (!says_something(string_at(owner, key)))
      problems_.add(*owner.find(key), place + "." + key, {"Ce texte est vide.", "This text is empty."},
                    {"L'écrire.", "Write it."});
  }

  void check_full(const json::Value& owner, const char* key, const std::string& place) {
    if (string_at(owner, key).empty())
      problems_.add(*owner.find(key), place + "." + key, {"Ceci est vide.", "This is empty."},
                    {"Le donner.", "Give it."});
  }

  /// A value that the figure could not have is a slip, or an attempt to stretch the range.
  void check_value(const json::Value& reply, const std::string& place) {
    const json::Value* value = reply.find("value");
    const Indicator* indicator = set_.find(string_at(reply, "indicator"));
    const auto number = value == nullptr ? std::nullopt : value->as_double();
    if (!number || indicator == nullptr) return;
    const bool share = indicator->unit_code == "ratio";
    if (*number >= 0 && (!share || *number <= 1)) return;
    problems_.add(*value, place + ".value",
                  {"Cette valeur est hors de l'échelle du chiffre.", "This value is off the scale of the figure."},
                  share ? Text{"Écrire 0.5 pour 50\u00a0%.", "Write 0.5 for 50%."}
                        : Text{"Donner un nombre qui n'est pas négatif.", "Give a number that is not negative."});
  }

  Problems problems_;
  const CriteriaSet& set_;
  std::set<std::string> indicators_;
};

ReplyEntry entry_of(const json::Value& value) {
  ReplyEntry out;
  out.id = string_at(value, "id");
  out.indicator = string_at(value, "indicator");
  out.space = text_or_nothing(value, "space");
  out.kind = string_at(value, "kind");
  out.reason = text_or_nothing(value, "reason");
  out.text = string_at(value, "text");
  out.by = string_at(value, "author_role");
  out.on = string_at(value, "date");
  if (const json::Value* other = value.find("value")) out.value = other->as_double();
  if (const json::Value* file = value.find("file")) {
    out.file = string_at(*file, "name");
    out.sha256 = string_at(*file, "sha256");
  }
  out.answer_due = text_or_nothing(value, "answer_due");
  if (const json::Value* answer = value.find("answer")) {
    out.answered = true;
    out.outcome = string_at(*answer, "outcome");
    out.answer = string_at(*answer, "text");
    out.answered_by = string_at(*answer, "author_role");
    out.answered_on = string_at(*answer, "date");
  }
  out.line = value.line();
  return out;
}

}  // namespace

std::vector<Error> check_replies(const json::Value& root, const std::string& file, const CriteriaSet& set) {
  std::vector<Error> errors = check_schema_name(root, file, "replies");
  if (errors.empty()) errors = json::violations(root, schema("replies-1"), file);
  return errors.empty() ? ReplyChecker(file, set).check(array_at(root, "replies")) : errors;
}

Expected<RepliesFile> read_replies(std::string_view text, const std::string& file, const CriteriaSet& set) {
  const auto root = json::parse(text, file);
  if (!root) return std::unexpected(root.error());
  const std::vector<Error> errors = check_replies(*root, file, set);
  if (!errors.empty()) return std::unexpected(errors.front());
  RepliesFile out;
  out.file = file;
  out.sha256 = boussole::sha256(text);
  for (const json::Value& reply : array_at(*root, "replies")) out.replies.push_back(entry_of(reply));
  return out;
}

Text reply_reason(std::string_view word) {
  if (word == "wrong_data") return {"données fausses", "wrong data"};
  if (word == "wrong_reference") return {"mauvaise référence", "wrong reference"};
  if (word == "not_applicable") return {"sans objet ici", "not applicable here"};
  if (word == "wrong_anchor") return {"mauvaise échelle", "wrong scale"};
  if (word == "new_evidence") return {"pièce nouvelle", "new evidence"};
  return {std::string(word), std::string(word)};
}

}  // namespace boussole::criteria
