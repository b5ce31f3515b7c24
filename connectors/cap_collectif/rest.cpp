#include "connectors/cap_collectif/rest.h"

#include <limits>
#include <string>

#include "connectors/csv/values.h"
#include "connectors/hash.h"

namespace boussole::connectors::cap_collectif {

namespace {

using engine::VoteChannel;
using engine::VoteScale;
using Of = engine::VoteTotal::Of;

std::string text_of(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  if (value == nullptr) return {};
  if (const std::string* text = value->as_string()) return *text;
  const json::Number* number = value->as_number();
  return number == nullptr ? std::string{} : number->lexeme;
}

OptionalCount count_in(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  const std::int64_t number = value == nullptr ? -1 : value->as_integer().value_or(-1);
  if (number < 0 || number > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return static_cast<std::int32_t>(number);
}

bool truth(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value != nullptr && value->as_bool().value_or(false);
}

std::string author_of(const json::Value& object) {
  const json::Value* author = object.find("author");
  if (author == nullptr) return {};
  const std::string id = text_of(*author, "uniqueId");
  return id.empty() ? text_of(*author, "id") : id;
}

}  // namespace

bool looks_like_opinion(std::string_view beginning) {
  const auto has = [&](std::string_view key) { return beginning.find(key) != std::string_view::npos; };
  return has("\"opinion\"") && (has("\"votes_ok\"") || has("\"votes_mitige\"") || has("\"arguments_yes_count\""));
}

void RestOpinions::take(const json::Value& document, engine::SourceRecord& record) {
  record.entity = "opinions";
  record.columns_personal = {"author.displayName", "author.username", "author.media"};
  ground_.into.data.generation = "Cap Collectif, REST";
  if (document.is_array()) {
    for (std::size_t i = 0; i < document.size(); ++i) take(*document.at(i), record);
    return;
  }
  const json::Value* found = document.find("opinion");
  opinion(found == nullptr ? document : *found, record);
}

void RestOpinions::opinion(const json::Value& opinion, engine::SourceRecord& record) {
  const std::string id = text_of(opinion, "id");
  if (id.empty()) return ground_.into.reject(record, opinion.line(), 0, no_id());
  engine::Contribution c;
  if (!Ground::moment(text_of(opinion, "created_at"), c.created))
    return ground_.into.reject(record, opinion.line(), 0, bad_date());
  ground_.has_opinions = true;
  ground_.has_trash = true;
  const std::uint64_t key = key_of('o', id);
  const Step step = ground_.step(text_of(opinion, "url"), "opinions.json");
  if (ground_.met(key)) {
    ++record.rows_duplicate;
    return arguments(opinion, key, step.space, record);  // counted as what they are: met twice, or new
  }
  ++record.rows_read;
  if (truth(opinion, "is_trashed")) {
    ground_.hide(key, false, true, {}, false, true);
    return arguments(opinion, key, step.space, record);
  }
  c.id = c.url_key = key;
  c.space = step.space;
  c.text = Assembly::features(text_of(opinion, "title") + "\n" + text_of(opinion, "body"), true);
  if (const json::Value* type = opinion.find("type")) c.themes = ground_.themes(text_of(*type, "title"), {}, {});
  const OptionalIndex who = ground_.person(author_of(opinion));
  ground_.into.fill("proposals.author", who.has_value());
  ground_.into.fill("proposals.body", c.text.words > 0);
  ground_.into.fill("proposals.created_at", c.created.has_value());
  ground_.add(c, who);
  const std::uint32_t target = ground_.target(key, step.space);
  const auto put = [&](Of of, const char* name) {
    if (const auto count = count_in(opinion, name))
      ground_.total(target, of, VoteScale::agree_mixed_disagree, VoteChannel::online, *count);
  };
  put(Of::positive, "votes_ok");
  put(Of::mixed, "votes_mitige");
  put(Of::negative, "votes_nok");
  arguments(opinion, key, step.space, record);
}

void RestOpinions::arguments(const json::Value& opinion, std::uint64_t root, std::uint32_t space,
                             engine::SourceRecord& record) {
  const json::Value* list = opinion.find("arguments");
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const json::Value& argument = *list->at(i);
    const std::string id = text_of(argument, "id"), type = text_of(argument, "type");
    engine::Comment c;
    if (!Ground::moment(text_of(argument, "created_at"), c.created)) {
      ground_.into.reject(record, argument.line(), 0, bad_date());
      continue;
    }
    if (type != "1" && type != "0") {
      ground_.into.reject(record, argument.line(), 0, unknown_stance());
      continue;
    }
    const std::uint64_t key = id.empty() ? mix(root, hash_bytes(text_of(argument, "body"))) : key_of('a', id);
    if (ground_.comment_row(key) || ground_.met(key)) {
      ++record.rows_duplicate;
      continue;
    }
    ++record.rows_read;
    if (truth(argument, "is_trashed") || truth(argument, "isTrashed")) {
      ground_.hide(key, true, true, {}, false, true);
      continue;
    }
    c.space = space;
    c.root_key = c.target = root;
    c.alignment = static_cast<std::int8_t>(type == "1" ? 1 : -1);
    c.author = ground_.person(author_of(argument));
    c.text = Assembly::features(text_of(argument, "body"), true);
    if (const auto votes = count_in(argument, "votes_count"))
      ground_.total(ground_.target(key, space), Of::all, VoteScale::support, VoteChannel::online, *votes);
    ground_.add(c, key);
  }
}

}  // namespace boussole::connectors::cap_collectif
