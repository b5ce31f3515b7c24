#include "connectors/graphql/asker.h"

#include <algorithm>
#include <charconv>

#include "connectors/graphql/rows.h"
#include "engine/json/reader.h"

namespace boussole::connectors::graphql {

namespace {

constexpr int kTries = 12;
constexpr int kShare = 80;  ///< percent of the complexity that is used: platforms count a little differently

bool holds(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

/// The word after `before`, up to the next of `ends`.
std::string word_after(const std::string& text, std::string_view before, std::string_view ends) {
  const auto at = text.find(before);
  if (at == std::string::npos) return {};
  const auto from = at + before.size();
  return text.substr(from, text.find_first_of(ends, from) - from);
}

/// The last number in the text, 0 where there is none: "… complexity of 9000, which exceeds max complexity of 5000".
int last_number(const std::string& text) {
  const auto end = text.find_last_of("0123456789");
  if (end == std::string::npos) return 0;
  auto from = end;
  while (from > 0 && text[from - 1] >= '0' && text[from - 1] <= '9') --from;
  int number = 0;
  std::from_chars(text.data() + from, text.data() + end + 1, number);
  return number;
}

std::string extension(const json::Value& error, std::string_view name) {
  const json::Value* extensions = error.find("extensions");
  return extensions == nullptr ? std::string{} : text_of(extensions->find(name));
}

Error gave_up(const std::string& url, const json::Value& errors) {
  Error error;
  error.kind = Error::Kind::io;
  const json::Value* first = errors.at(0);
  const std::string said = first == nullptr ? std::string{} : text_of(first->find("message")).substr(0, 200);
  error.what = {"L’interface GraphQL " + url + " refuse la requête : « " + said + " ».",
                "The GraphQL interface " + url + " refuses the query: \"" + said + "\"."};
  error.remedy = {"Si la plateforme demande une connexion, utilisez ses données ouvertes ; sinon signalez ce message.",
                  "If the platform asks to sign in, use its open data; otherwise report this message."};
  return error;
}

}  // namespace

int Limits::page_for(const std::vector<Selection>& query) const {
  const int allowed = std::max(1, complexity * kShare / 100);
  int first = page;
  while (first > 1 && graphql::complexity(query, first) > allowed) first = std::max(1, first * 4 / 5);
  return first;
}

Asker::Asker(Transport& transport, std::string url, Limits limits)
    : transport_(transport), url_(std::move(url)), limits_(limits) {}

Error no_interface(const Answer& answer, const std::string& url) {
  Error error;
  error.kind = Error::Kind::io;
  const std::string status = std::to_string(answer.status);
  const bool sign_in = holds(answer.final_url, "sign_in") || holds(answer.final_url, "/login") ||
                       answer.status == 401 || answer.status == 403;
  const bool moved = !answer.final_url.empty() && answer.final_url != url && answer.final_url != url + "/";
  if (sign_in) {
    error.what = {"L’interface " + url + " demande de se connecter (réponse " + status + ").",
                  "The interface " + url + " asks to sign in (answer " + status + ")."};
    error.remedy = {"Cette plateforme ne publie rien par cette voie : prenez ses données ouvertes, s’il y en a.",
                    "This platform publishes nothing this way: take its open data, if it has any."};
  } else if (answer.status == 404 || answer.status == 410 || moved) {
    error.what = {"L’interface GraphQL est fermée ou n’existe pas : " + url + " mène à " +
                      (moved ? answer.final_url : "une réponse " + status) + ".",
                  "The GraphQL interface is switched off or does not exist: " + url + " leads to " +
                      (moved ? answer.final_url : "an answer " + status) + "."};
    error.remedy = {"Utilisez les données ouvertes de la plateforme (« Open Data » en bas de page).",
                    "Use the platform's open data (\"Open Data\" at the foot of its pages)."};
  } else if (answer.status >= 400) {
    error.what = {"L’interface " + url + " répond par une erreur " + status + ".",
                  "The interface " + url + " answers with an error " + status + "."};
    error.remedy = {"Relancez la même commande plus tard : elle reprend où elle s’est arrêtée.",
                    "Run the same command again later: it goes on where it stopped."};
  } else {
    error.what = {"L’interface " + url + " renvoie une page au lieu de JSON.",
                  "The interface " + url + " answers with a page instead of JSON."};
    error.remedy = {
        "Vérifiez l’adresse dans un navigateur ; un pare-feu ou une page d’attente peut répondre à sa place.",
        "Check the address in a browser; a firewall or a waiting page may answer in its place."};
  }
  return error;
}

Expected<json::Value> Asker::send(const std::string& label, const std::string& query) {
  Request request;
  request.method = "POST";
  request.url = url_;
  request.content_type = "application/json";
  request.body = "{\"query\":" + as_literal(query) + "}";
  request.headers = {{"accept", "application/json"}};
  request.label = label;
  const auto answer = transport_.send(request);
  if (!answer) return std::unexpected(answer.error());
  const auto first = answer->body.find_first_not_of(" \t\r\n");
  const bool object = first != std::string::npos && answer->body[first] == '{';
  if (!object) return std::unexpected(no_interface(*answer, url_));
  auto document = json::parse(answer->body, label);
  if (!document) {
    if (answer->status >= 400) return std::unexpected(no_interface(*answer, url_));
    Error error = document.error();
    error.kind = Error::Kind::io;
    return std::unexpected(error);
  }
  if (document->find("data") == nullptr && document->find("errors") == nullptr)
    return std::unexpected(no_interface(*answer, url_));
  return document;
}

Expected<void> Asker::probe() {
  const auto answer = send("schema", std::string(kIntrospection));
  if (!answer) return std::unexpected(answer.error());
  if (auto read = Schema::read(*answer)) {
    schema_ = std::move(*read);
  } else {
    schema_.assume_newest();
    limits_.levels = 2;  // who refuses introspection is of 0.31, which refuses deeper threads too
  }
  return {};
}

bool Asker::learn_limit(const std::string& message) {
  const int number = last_number(message);
  if (holds(message, "complexity")) {
    // The number is the platform's limit where the message has one that is smaller; else less is tried.
    limits_.complexity = number > 0 && number < limits_.complexity ? number : limits_.complexity * 2 / 3;
    if (limits_.complexity < 20) limits_.complexity = 20;
    return true;
  }
  if (holds(message, "depth")) {
    if (limits_.levels <= 1) return false;
    --limits_.levels;
    return true;
  }
  if (holds(message, "alias")) {
    if (limits_.aliases <= 1) return false;
    limits_.aliases = number > 0 && number < limits_.aliases ? number : limits_.aliases - 1;
    return true;
  }
  if (holds(message, "ecurs")) {
    if (limits_.levels <= 1) return false;
    limits_.levels = std::min(limits_.levels - 1, 2);
    return true;
  }
  return false;
}

bool Asker::learn_one(const std::string& message, const json::Value& error) {
  const std::string code = extension(error, "code");
  std::string type = extension(error, "typeName"), field = extension(error, "fieldName");
  if (code == "undefinedField" || holds(message, "doesn't exist on type") ||
      message.starts_with("Cannot query field")) {
    const char quote = message.starts_with("Cannot query") ? '"' : '\'';
    const std::string open(1, quote);
    if (field.empty()) field = word_after(message, "ield " + open, open);
    if (type.empty()) type = word_after(message, "on type " + open, open);
    if (field.empty() || type.empty()) return false;
    schema_.forget(type, field);
    if (field == "likesCount" || field == "taxonomies") schema_.assume_nothing();
    return true;
  }
  if (code == "undefinedType" || message.starts_with("Unknown type") || message.starts_with("No such type")) {
    if (type.empty()) type = word_after(message, "Unknown type \"", "\"");
    if (type.empty()) type = word_after(message, "No such type ", ", ");
    if (type.empty()) return false;
    schema_.forget_type(type);
    return true;
  }
  if (code == "selectionMismatch" || holds(message, "has no subfields") || holds(message, "Selections can't be made")) {
    std::string name = word_after(message, "field '", "'");
    if (name.empty()) name = word_after(message, "Field \"", "\"");
    if (name.empty()) return false;
    schema_.set_scalar(name);
    return true;
  }
  return learn_limit(message);
}

bool Asker::learn(const json::Value& errors, const std::string&) {
  bool learnt = false;
  if (errors.as_array() == nullptr) return false;
  for (const json::Value& error : *errors.as_array())
    learnt = learn_one(text_of(error.find("message")), error) || learnt;
  return learnt;
}

Expected<json::Value> Asker::ask(const std::string& label, const Build& build) {
  std::string before;
  for (int tries = 0;; ++tries) {
    const std::string query = build(schema_, limits_);
    if (query.empty()) return json::Value();
    auto answer = send(label, query);
    if (!answer) return answer;
    const json::Value* data = answer->find("data");
    const json::Value* errors = answer->find("errors");
    if (data != nullptr && data->is_object()) {
      if (errors != nullptr && errors->as_array() != nullptr && partial_.size() < 20)
        for (const json::Value& error : *errors->as_array())
          partial_.insert(text_of(error.find("message")).substr(0, 200));
      return answer;
    }
    ++refused_;
    static const json::Value kNone;
    const json::Value& said = errors == nullptr ? kNone : *errors;
    if (!learn(said, query) || tries == kTries || query == before) return std::unexpected(gave_up(url_, said));
    before = query;
  }
}

}  // namespace boussole::connectors::graphql
