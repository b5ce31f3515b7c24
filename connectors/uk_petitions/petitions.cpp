#include "connectors/uk_petitions/petitions.h"

#include <limits>

#include "connectors/csv/values.h"
#include "connectors/hash.h"

namespace boussole::connectors::uk_petitions {

namespace {

using engine::Presence;
using Of = engine::VoteTotal::Of;

std::string text_of(const json::Value* value) {
  return value != nullptr && value->as_string() != nullptr ? *value->as_string() : std::string{};
}
std::string text_of(const json::Value& object, std::string_view key) { return text_of(object.find(key)); }

OptionalTime time_of(const json::Value& object, std::string_view key) { return csv::parse_time(text_of(object, key)); }

OptionalAmount number_of(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  const std::int64_t number = value == nullptr ? -1 : value->as_integer().value_or(-1);
  if (number < 0) return std::nullopt;
  return number;
}

OptionalCount small(OptionalAmount number) {
  if (!number || *number > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

bool is_petition(const json::Value& data) {
  const json::Value* attributes = data.find("attributes");
  if (attributes == nullptr) return false;
  const bool archived = text_of(data, "type") == "archived-petition" && attributes->find("title") != nullptr;
  return (archived || attributes->find("action") != nullptr) && attributes->find("signature_count") != nullptr &&
         attributes->find("state") != nullptr;
}

engine::State state_of(const std::string& state) {
  if (state == "rejected" || state == "hidden") return engine::State::rejected;
  return engine::State::none;  // open, closed: signatures were collected, nothing was decided
}

/// Signatures of the United Kingdom in the list of countries.
OptionalAmount at_home(const json::Value& attributes) {
  const json::Value* list = attributes.find("signatures_by_country");
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
    // The first year of the site wrote names without codes.
    if (const std::string code = text_of(*list->at(i), "code");
        code == "GB" || (code.empty() && text_of(*list->at(i), "name") == "United Kingdom"))
      return number_of(*list->at(i), "signature_count");
  return std::nullopt;
}

}  // namespace

bool is_petitions(const json::Value& document) {
  const json::Value* data = document.find("data");
  if (data == nullptr) return false;
  if (data->is_array()) return data->size() > 0 && is_petition(*data->at(0));
  return is_petition(*data);
}

std::int64_t Petitions::areas(const json::Value& attributes, const char* list, Of of, std::uint32_t target) {
  const json::Value* rows = attributes.find(list);
  std::int64_t sum = 0;
  for (std::size_t i = 0; rows != nullptr && i < rows->size(); ++i) {
    const std::string name = text_of(*rows->at(i), "name");
    const OptionalAmount count = number_of(*rows->at(i), "signature_count");
    if (!count) continue;
    const auto next = static_cast<std::uint32_t>(into_.votes.areas.size());
    const auto [at, fresh] = areas_.try_emplace(std::string(list) + "/" + name, next);
    if (fresh) into_.votes.areas.push_back(name);
    into_.votes.totals.push_back(
        {of, engine::VoteScale::support, engine::VoteChannel::online, target, at->second, *count});
    sum += *count;
  }
  return sum;
}

/// The lists by place do not add up to the total: what is missing is said, never shared out.
void Petitions::sums(const json::Value& attributes, std::int64_t total, std::uint32_t target,
                     engine::SourceRecord& record) {
  const std::int64_t countries = areas(attributes, "signatures_by_country", Of::country, target);
  const std::int64_t constituencies = areas(attributes, "signatures_by_constituency", Of::constituency, target);
  areas(attributes, "signatures_by_region", Of::region, target);
  const auto n = [](std::int64_t number) { return std::to_string(number); };
  if (countries > 0)
    note(record, "sum_by_country",
         n(total) + " signatures ; par pays : " + n(countries) + ", soit " + n(total - countries) + " sans pays connu.",
         n(total) + " signatures; by country: " + n(countries) + ", that is " + n(total - countries) +
             " without a known country.");
  const OptionalAmount home = at_home(attributes);
  if (constituencies > 0 && home)
    note(record, "sum_by_constituency",
         n(total) + " signatures ; par circonscription : " + n(constituencies) +
             ". Le reste : " + n(countries - *home) + " d’autres pays, " + n(*home - constituencies) +
             " du Royaume-Uni sans circonscription, " + n(total - countries) + " sans pays connu.",
         n(total) + " signatures; by constituency: " + n(constituencies) + ". The others: " + n(countries - *home) +
             " from other countries, " + n(*home - constituencies) +
             " from the United Kingdom without a constituency, " + n(total - countries) + " without a known country.");
}

void Petitions::answer(const json::Value& attributes, engine::Contribution& c) {
  c.answered = time_of(attributes, "government_response_at");
  const json::Value* response = attributes.find("government_response");
  if (response == nullptr || !response->is_object()) return;
  c.answer = Assembly::features(text_of(*response, "summary") + "\n" + text_of(*response, "details"), false);
  c.has_answer_text = c.answer.words > 0;
}

void Petitions::petition(const json::Value& data, engine::SourceRecord& record) {
  const json::Value* id = data.find("id");
  const std::int64_t number = id == nullptr ? 0 : id->as_integer().value_or(0);
  if (!is_petition(data) || number <= 0)
    return into_.reject(record, data.line(), 0,
                        {"not_a_petition", {"ce n’est pas une pétition entière", "this is not a whole petition"}});
  const auto row = static_cast<std::uint32_t>(into_.data.contributions.size());
  if (!seen_.insert(static_cast<std::uint64_t>(number), row).second) {
    ++record.rows_duplicate;
    return;
  }
  const json::Value& attributes = *data.find("attributes");
  engine::Contribution c;
  c.kind = engine::ContributionKind::initiative;
  c.origin = engine::Origin::participant;
  c.id = static_cast<std::uint64_t>(number);
  c.url_key = mix(c.id, std::uint64_t{'u'});
  c.space = space_;
  c.created = time_of(attributes, "created_at");
  // The first year of the site wrote "open_at"; the oldest archives have a title and a description.
  c.published = time_of(attributes, attributes.find("opened_at") != nullptr ? "opened_at" : "open_at");
  c.updated = time_of(attributes, "updated_at");
  c.state = state_of(text_of(attributes, "state"));
  c.text = Assembly::features(text_of(attributes, "action") + text_of(attributes, "title") + "\n" +
                                  text_of(attributes, "background") + text_of(attributes, "description") + "\n" +
                                  text_of(attributes, "additional_details"),
                              false);
  const OptionalAmount total = number_of(attributes, "signature_count");
  c.votes = small(total);
  answer(attributes, c);
  into_.seen(c.created);
  into_.seen(c.updated);
  into_.fill("proposals.body", c.text.words > 0);
  into_.fill("proposals.created_at", c.created.has_value());
  into_.fill("proposals.votes", c.votes.has_value());
  const auto target = static_cast<std::uint32_t>(into_.votes.targets.size());
  into_.votes.targets.push_back({c.url_key, row, {}, {}, space_, false});
  if (total) {
    into_.votes.totals.push_back(
        {Of::all, engine::VoteScale::support, engine::VoteChannel::online, target, {}, *total});
    sums(attributes, *total, target, record);
  }
  into_.data.contributions.push_back(c);
  ++record.rows_read;
}

void Petitions::take(const json::Value& document, engine::SourceRecord& record) {
  if (!space_) {
    engine::Space space;
    space.kind = engine::SpaceKind::initiative;
    space.key = "/petitions";
    space.title = {"Pétitions", "Petitions"};
    space_ = into_.space(std::move(space));
  }
  record.entity = "petitions";
  record.columns_personal = {"creator_name", "signatures_by_constituency.mp"};
  const json::Value& data = *document.find("data");
  if (data.is_array()) {
    for (std::size_t i = 0; i < data.size(); ++i) petition(*data.at(i), record);
  } else {
    petition(data, record);
  }
  const json::Value* links = document.find("links");
  const std::string address = links == nullptr ? std::string{} : text_of(*links, "self");
  const auto path = address.find('/', address.find("://") == std::string::npos ? 0 : address.find("://") + 3);
  if (into_.data.platform_url.empty()) into_.data.platform_url = address.substr(0, path);
}

void Petitions::finish() {
  const std::string& url = into_.data.platform_url;
  into_.data.platform_name = url.empty() ? "Petitions" : url.substr(url.find("://") + 3);
  into_.data.generation = "UK petitions JSON";
  auto& has = into_.data.capabilities;
  for (const char* field :
       {"proposals", "proposals.body", "proposals.answer", "proposals.answered_at", "proposals.votes"})
    has[field] = Presence::full;
  has["proposals.author"] = Presence::absent;  // a name at best, which is personal: it is not read
  has["votes"] = Presence::aggregate;
  has["votes.area"] = Presence::aggregate;
  has["participants"] = Presence::absent;
}

}  // namespace boussole::connectors::uk_petitions
