#include "connectors/cap_collectif/keys.h"

#include <algorithm>
#include <utility>

#include "connectors/cap_collectif/labels.h"
#include "connectors/csv/values.h"

namespace boussole::connectors::cap_collectif {

namespace {

/// Letters of Latin-1 with an accent (the second byte after 0xC3), without it.
char unaccented(unsigned char second) {
  constexpr std::string_view kLetters = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo*ouuuuypy";
  return kLetters[(second - 0x80U) % kLetters.size()];
}

bool has_all(const Keys& keys, std::initializer_list<Key> wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](Key key) { return keys.has(key); });
}

int sextet(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

/// Empty where the text is not base64 of printable characters.
std::string unbase64(std::string_view text) {
  if (text.size() < 8 || text.size() % 4 != 0) return {};
  std::string out;
  unsigned bits = 0;
  int have = 0;
  const std::size_t end = text.find('=') == std::string_view::npos ? text.size() : text.find('=');
  if (text.size() - end > 2) return {};
  for (std::size_t i = 0; i < end; ++i) {
    const int six = sextet(text[i]);
    if (six < 0) return {};
    bits = (bits << 6) | static_cast<unsigned>(six);
    have += 6;
    if (have < 8) continue;
    have -= 8;
    const char c = static_cast<char>((bits >> have) & 0xffU);
    if (c < ' ' || c > '~') return {};
    out += c;
  }
  return out;
}

}  // namespace

std::string folded(std::string_view header) {
  std::string out;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto c = static_cast<unsigned char>(header[i]);
    if (c == 0xC3 && i + 1 < header.size() && static_cast<unsigned char>(header[i + 1]) >= 0x80) {
      out += unaccented(static_cast<unsigned char>(header[++i]));
    } else if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += static_cast<char>(c);
    }
  }
  constexpr std::string_view kPrefix = "export";
  if (out.size() > kPrefix.size() && out.starts_with(kPrefix) && header.find('_') != std::string_view::npos)
    out.erase(0, kPrefix.size());
  return out;
}

Keys::Keys(const std::vector<std::string>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto key = key_named(folded(columns[i]));
    auto* at = key ? &at_[static_cast<std::size_t>(*key)] : nullptr;
    if (at != nullptr && !at->has_value()) {
      *at = i;
      ++known_;
    } else {
      others_.push_back(i);
    }
  }
}

std::vector<std::size_t> Keys::columns() const {
  std::vector<std::size_t> out;
  for (const auto& at : at_)
    if (at) out.push_back(*at);
  std::sort(out.begin(), out.end());
  return out;
}

Table table_of(const Keys& keys) {
  using enum Key;
  if (has_all(keys, {mediator_id, mediated_vote_id, mediated_voter_id})) return Table::mediated_votes;
  if (has_all(keys, {argument_content, argument_type, argument_published_at})) return Table::debate_arguments;
  if (has_all(keys, {vote_type, vote_published_at, vote_author_id})) return Table::debate_votes;
  if (has_all(keys, {contribution_type, contribution_id, contribution_section})) return Table::opinions;
  if (has_all(keys, {proposal_id, proposal_title, proposal_description})) return Table::proposals;
  if (has_all(keys, {proposal_id, proposal_vote_id, proposal_vote_author_id})) return Table::proposal_votes;
  if (has_all(keys, {contribution_id, contribution_published_at, contribution_author_id})) return Table::answers;
  if (keys.has(participant_id) && (keys.has(participant_birth) || keys.has(participant_created_at)))
    return Table::participants;
  return Table::unknown;
}

Variant variant_of(const Keys& keys, Table table) {
  using enum Key;
  switch (table) {
    case Table::proposals:
      if (keys.has(participant_id)) return Variant::grouped;
      return keys.has(proposal_created_at) ? Variant::full : Variant::simplified;
    case Table::opinions:
      if (keys.has(participant_birth)) return Variant::grouped;
      return keys.has(contribution_created_at) ? Variant::full : Variant::simplified;
    case Table::debate_arguments:
      if (keys.has(participant_id)) return Variant::grouped;
      return keys.has(argument_created_at) ? Variant::full : Variant::simplified;
    case Table::debate_votes:
      return keys.has(vote_source) ? Variant::full : Variant::simplified;
    case Table::participants:
      return keys.has(participant_created_at) ? Variant::full : Variant::simplified;
    case Table::answers:
      return keys.has(contribution_created_at) ? Variant::full : Variant::simplified;
    default:
      return Variant::full;
  }
}

bool is_personal(std::string_view header) {
  static constexpr std::string_view kParts[] = {
      "email",      "username",        "phone",   "firstname", "lastname",   "dateofbirth",  "birth",
      "naissance",  "address",         "adresse", "zipcode",   "codepostal", "city",         "ville",
      "profileurl", "identification",  "website", "biograph",  "facebook",   "lastlogin",    "contributionauthor",
      "telephone",  "nomdutilisateur", "prenom",  "geoip",     "iris",       "raisonsociale"};
  const std::string name = folded(header);
  if (name.ends_with("id") && name.find("facebook") == std::string::npos) return false;
  if (name.ends_with("isemailconfirmed") || name.ends_with("isphoneconfirmed")) return false;
  if (name.find("contributionauthor") != std::string::npos && name != "contributionauthor")
    return name.find("email") != std::string::npos || name.find("phone") != std::string::npos;
  return std::any_of(std::begin(kParts), std::end(kParts),
                     [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

bool may_be_encoded(std::string_view cell) {
  // Base64 of "A" to "z" and a colon within: a capital letter first, a multiple of four characters.
  return cell.size() >= 8 && cell.size() % 4 == 0 && cell[0] >= 'Q' && cell[0] <= 'e';
}

std::string plain_id(std::string_view cell) {
  const std::string decoded = unbase64(cell);
  const auto colon = decoded.find(':');
  if (colon == std::string::npos || colon == 0) return std::string(cell);
  const bool word = std::all_of(decoded.begin(), decoded.begin() + static_cast<std::ptrdiff_t>(colon),
                                [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
  return word ? decoded.substr(colon + 1) : std::string(cell);
}

}  // namespace boussole::connectors::cap_collectif
