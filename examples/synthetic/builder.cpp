#include "examples/synthetic/builder.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "examples/synthetic/words.h"

// The platform itself, its people, themes and spaces.
namespace boussole::synthetic {

void Builder::wrong(const char* what) { throw std::logic_error(what); }

Builder& Builder::host(std::string host) {
  platform_.host = std::move(host);
  return *this;
}

Builder& Builder::name(std::string name, std::string prefix) {
  platform_.name = std::move(name);
  platform_.prefix = std::move(prefix);
  return *this;
}

Builder& Builder::locales(std::vector<std::string> locales) {
  platform_.locales = std::move(locales);
  return *this;
}

Builder& Builder::extracted(Time day) {
  platform_.extracted = day;
  return *this;
}

Builder& Builder::people(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Person person;
    person.id = static_cast<Id>(platform_.people.size()) + 1;
    const bool masked = random_.percent(pseudonyms_);
    person.name = masked ? words::pseudonym(random_) : words::person_name(random_);
    person.nickname = words::nickname(person.name, platform_.people.size() + 1);
    if (random_.percent(20)) person.about = words::about(random_);
    person.avatar = random_.percent(25);
    person.direct_messages = random_.percent(90);
    platform_.people.push_back(std::move(person));
  }
  return *this;
}

Builder& Builder::pseudonyms(unsigned percent) {
  pseudonyms_ = percent;
  return *this;
}

Builder& Builder::tail(unsigned power) {
  tail_ = power;
  return *this;
}

Builder& Builder::badges(std::size_t count) {
  if (count > platform_.people.size()) wrong("more badges than people");
  for (std::size_t i = 0; i < count; ++i) {
    Person& person = platform_.people[platform_.people.size() - 1 - i];
    person.verified = true;
    person.name = "Service citoyenneté " + std::to_string(i + 1);
    person.nickname = words::nickname(person.name, i + 1);
  }
  return *this;
}

Builder& Builder::deleted(std::size_t count) {
  if (count * 3 > platform_.people.size()) wrong("more accounts deleted than a third of the people");
  const std::size_t step = platform_.people.size() / (count + 1);
  for (std::size_t i = 0; i < count; ++i) platform_.people[(i + 1) * step].deleted = true;
  return *this;
}

Builder& Builder::blocked(std::size_t count) {
  if (count * 3 > platform_.people.size()) wrong("more accounts blocked than a third of the people");
  const std::size_t step = platform_.people.size() / (count + 1);
  for (std::size_t i = 0; i < count; ++i) {
    Person& person = platform_.people[(i + 1) * step - 1];
    person.blocked = platform_.extracted - static_cast<Time>(i + 1) * 9 * kDay;
    person.block_reason = "Messages publicitaires répétés malgré un rappel.";
    person.report_reason = "spam";
  }
  return *this;
}

Builder& Builder::groups(std::size_t count) {
  static constexpr std::string_view kNames[] = {"Les Amis du canal", "Vélo et compagnie", "Parents des Cerisiers",
                                                "Le Compost commun"};
  for (std::size_t i = 0; i < count; ++i) {
    Group group;
    group.id = 9000 + static_cast<Id>(platform_.groups.size());
    group.name = std::string(kNames[i % std::size(kNames)]);
    if (i >= std::size(kNames)) group.name += " " + std::to_string(i + 1);
    group.nickname = words::nickname(group.name, i + 1);
    group.verified = i % 2 == 0;
    for (int members = 0; members < 3; ++members) {
      const Index member = pick_person();
      bool known = false;
      for (const Index other : group.members) known = known || other == member;
      if (known) continue;
      group.members.push_back(member);
      platform_.people[member].groups.push_back(platform_.groups.size());
    }
    platform_.groups.push_back(std::move(group));
  }
  return *this;
}

Builder& Builder::themes(std::size_t categories, std::size_t scopes) {
  static constexpr std::string_view kQuarters[] = {"Centre ancien",      "Quai Nord",   "Les Amandiers",
                                                   "Plateau des Genêts", "Brise-Haute", "Vallon de Sauge"};
  const auto add = [&](Taxonomy::Kind kind, std::optional<Index> parent, std::string fr, std::string en) {
    Taxonomy theme;
    theme.kind = kind;
    theme.id = 501 + static_cast<Id>(platform_.taxonomies.size());
    theme.parent = parent;
    theme.name.push_back({platform_.locales.front(), std::move(fr)});
    if (platform_.locales.size() > 1) theme.name.push_back({platform_.locales[1], std::move(en)});
    theme.created = platform_.extracted - 900 * kDay;
    platform_.taxonomies.push_back(std::move(theme));
    return platform_.taxonomies.size() - 1;
  };
  const Index theme_root = add(Taxonomy::Kind::root, std::nullopt, "Thèmes", "Themes");
  for (std::size_t i = 0; i < categories; ++i)
    categories_.push_back(add(Taxonomy::Kind::category, theme_root, std::string(words::theme_name(i)),
                              std::string(words::theme_name_en(i))));
  const Index scope_root = add(Taxonomy::Kind::root, std::nullopt, "Quartiers", "Neighbourhoods");
  for (std::size_t i = 0; i < scopes; ++i) {
    const std::string quarter(kQuarters[i % std::size(kQuarters)]);
    scopes_.push_back(add(Taxonomy::Kind::scope, scope_root, quarter, quarter));
  }
  return *this;
}

Builder& Builder::space(SpaceKind kind, std::string slug) {
  Space space;
  space.kind = kind;
  for (const Space& other : platform_.spaces)
    if (other.kind == kind) ++space.id;
  ++space.id;
  std::string title = slug;
  for (char& c : title)
    if (c == '-') c = ' ';
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  space.slug = std::move(slug);
  space.reference = platform_.prefix + "-SPAC-" + std::to_string(space.id);
  space.title = titled(title);
  space.subtitle = titled(title + " : la parole est à vous");
  space.short_description = official();
  space.description = official();
  space.start = at(2023, 1, 9);
  space.end = at(2023, 5, 31);
  space.created = *space.start - 20 * kDay;
  space.updated = space.created + 3 * kDay;
  space.published = space.created + 2 * kDay;
  space.follows = random_.between(0, 40);
  if (kind == SpaceKind::initiative) {
    space.authors.push_back(pick_person());
    space.state = "published";
    space.signatures = random_.between(5, 300);
  }
  platform_.spaces.push_back(std::move(space));
  batch_ = Batch::none;
  return *this;
}

Builder& Builder::process(std::string slug) { return space(SpaceKind::process, std::move(slug)); }
Builder& Builder::assembly(std::string slug) { return space(SpaceKind::assembly, std::move(slug)); }
Builder& Builder::conference(std::string slug) { return space(SpaceKind::conference, std::move(slug)); }
Builder& Builder::initiative(std::string slug) { return space(SpaceKind::initiative, std::move(slug)); }

Builder& Builder::runs(Time start, Time end) {
  Space& space = platform_.spaces.back();
  space.start = start;
  space.end = end;
  space.created = start - 20 * kDay;
  space.updated = space.created + 3 * kDay;
  if (space.published) space.published = space.created + 2 * kDay;
  return *this;
}

Builder& Builder::wording(bool plain) {
  plain_ = plain;
  return *this;
}

Builder& Builder::unpublished() {
  platform_.spaces.back().published.reset();
  return *this;
}

Builder& Builder::private_space() {
  platform_.spaces.back().is_private = true;
  return *this;
}

Index Builder::component(ComponentKind kind) {
  if (platform_.spaces.empty()) process("concertation");
  const Index space = platform_.spaces.size() - 1;
  for (Index i = 0; i < platform_.components.size(); ++i)
    if (platform_.components[i].space == space && platform_.components[i].kind == kind) return i;
  Component component;
  component.kind = kind;
  component.id = 10 + static_cast<Id>(platform_.components.size());
  component.space = space;
  platform_.components.push_back(component);
  return platform_.components.size() - 1;
}

void Builder::begin(Batch kind, Index first, std::size_t count) {
  batch_ = kind;
  first_ = answer_cursor_ = first;
  end_cursor_ = first + count;
  threads_.assign(count, {});
}

Index Builder::pick_person() {
  if (platform_.people.empty()) people(20);
  while (true) {
    const Index person = static_cast<Index>(random_.skewed(platform_.people.size(), tail_));
    if (!platform_.people[person].verified) return person;
  }
}

Index Builder::another_person(Index than) {
  if (platform_.people.size() < 2) wrong("two people are needed");
  while (true) {
    const Index person = pick_person();
    if (person != than) return person;
  }
}

Localized Builder::titled(std::string text) const {
  Localized out;
  for (const std::string& locale : platform_.locales)
    out.push_back({locale, locale == platform_.locales.front() ? text : text + " (" + locale + ")"});
  return out;
}

Localized Builder::official() {
  Localized out{{platform_.locales.front(), "<p>" + words::official_text(texts_, plain_) + "</p>"}};
  for (std::size_t i = 1; i < platform_.locales.size(); ++i)
    out.push_back({platform_.locales[i], "<p>" + words::official_text_en(texts_) + "</p>"});
  return out;
}

Time Builder::during() {
  const Space& space = platform_.spaces.back();
  const Time start = space.start.value_or(platform_.extracted - 300 * kDay);
  const Time latest = platform_.extracted - kDay;
  const Time end = std::min(space.end.value_or(latest), latest);
  const std::int64_t days = (end - start) / kDay;
  return capped(start + random_.between(0, days > 0 ? days - 1 : 0) * kDay + random_.between(7 * kHour, 23 * kHour));
}

std::optional<Index> Builder::any_theme(const std::vector<Index>& among) {
  if (among.empty() || random_.percent(5)) return std::nullopt;
  return among[random_.skewed(among.size(), 1)];
}

std::size_t Builder::words_of(const std::optional<Index>& category) const {
  if (!category) return 0;
  for (std::size_t i = 0; i < categories_.size(); ++i)
    if (categories_[i] == *category) return i;
  return 0;
}

Platform Builder::build() { return platform_; }

}  // namespace boussole::synthetic
