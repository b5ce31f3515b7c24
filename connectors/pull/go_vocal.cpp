#include "connectors/pull/go_vocal.h"

#include <array>
#include <string_view>

#include "connectors/pull/words.h"
#include "engine/json/reader.h"

namespace boussole::connectors::pull {
namespace {

struct Collection {
  std::string_view name;  ///< in the address
  Text words;
  bool dated = false;  ///< may be asked by date of creation
};

const std::array<Collection, 12>& collections() {
  static const std::array<Collection, 12> kAll = {{
      {"projects", {"projets", "projects"}, true},
      {"project_folders", {"dossiers de projets", "project folders"}, true},
      {"phases", {"phases", "phases"}, true},
      {"ideas", {"contributions", "inputs"}, true},
      {"comments", {"commentaires", "comments"}, true},
      {"reactions", {"réactions", "reactions"}, true},
      {"baskets", {"paniers", "baskets"}, true},
      {"basket_ideas", {"choix des paniers", "choices in baskets"}, true},
      {"events", {"rencontres", "events"}, true},
      {"event_attendances", {"présences", "attendances"}, true},
      {"areas", {"zones", "areas"}, false},
      {"topics", {"thèmes", "topics"}, false},
  }};
  return kAll;
}

struct Page {
  std::int64_t objects = 0;
  std::int64_t pages = 1;
  std::optional<std::int64_t> total;
};

std::optional<std::int64_t> whole_number(const json::Value* object, std::string_view key) {
  const json::Value* value = object == nullptr ? nullptr : object->find(key);
  return value == nullptr ? std::nullopt : value->as_integer();
}

/// The array is under the collection's name, or the only array there is.
Expected<Page> read_page(const Answer& answer, const std::string& host, std::string_view name) {
  const auto document = json::parse(answer.body, host);
  if (!document || !document->is_object()) return std::unexpected(words::not_json(host));
  const json::Value* list = document->find(name);
  for (const json::Member& member : *document->as_object())
    if ((list == nullptr || !list->is_array()) && member.value.is_array()) list = &member.value;
  if (list == nullptr || !list->is_array()) return std::unexpected(words::not_json(host));
  const json::Value* meta = document->find("meta");
  Page page;
  page.objects = static_cast<std::int64_t>(list->size());
  page.pages = whole_number(meta, "total_pages").value_or(1);
  page.total = whole_number(meta, "total_count");
  return page;
}

class Puller {
 public:
  Puller(Transport& transport, const PlanOptions& options) : transport_(transport), options_(options) {
    host_ = options.base_url.substr(options.base_url.find("://") + 3);
  }

  Expected<PullFindings> run() {
    bool any = false;
    for (const Collection& collection : collections()) {
      auto came = all_of(collection);
      if (!came) return std::unexpected(std::move(came.error()));
      any = any || *came;
    }
    if (!any) return std::unexpected(words::unknown_platform(host_));
    return std::move(findings_);
  }

 private:
  Request page_request(const Collection& collection, std::int64_t page) const {
    const std::string number = std::to_string(page);
    Request out;
    out.url =
        options_.base_url + "/api/v2/" + std::string(collection.name) + "?page_number=" + number + "&page_size=100";
    if (collection.dated && !options_.until.empty()) out.url += "&created_at=," + options_.until;
    out.headers = {{"Accept", "application/json"}};
    out.label = std::string(collection.name) + "-" + number;
    return out;
  }

  Expected<bool> all_of(const Collection& collection) {
    CountCheck check;
    check.what = collection.name;
    std::int64_t pages = 1;
    for (std::int64_t number = 1; number <= pages; ++number) {
      const auto answer = transport_.send(page_request(collection, number));
      if (!answer) return std::unexpected(answer.error());
      if (answer->status == 401 || answer->status == 403) return std::unexpected(words::token_needed(host_));
      if (answer->status == 404 && number == 1) return absent(collection);
      if (answer->status != 200) return std::unexpected(words::status(host_, answer->status));
      const auto page = read_page(*answer, host_, collection.name);
      if (!page) return std::unexpected(page.error());
      if (number > 1 && page->pages != pages) changed(collection);
      pages = page->pages;
      check.received += page->objects;
      if (page->total) check.announced = page->total;
      if (options_.progress) options_.progress({collection.words, check.received, expected(check, pages)});
      // A page without objects ends a list whose announced number of pages does not.
      if (page->objects == 0) break;
    }
    findings_.counts.push_back(std::move(check));
    return true;
  }

  static std::optional<std::int64_t> expected(const CountCheck& check, std::int64_t pages) {
    if (check.announced) return check.announced;
    return pages <= 1 ? check.received : pages * 100;
  }

  Expected<bool> absent(const Collection& collection) {
    const std::string name(collection.name);
    findings_.notes.push_back({"collection_absent",
                               {"La plateforme n'a pas de liste « " + collection.words.fr + " » (" + name + ").",
                                "The platform has no list of “" + collection.words.en + "” (" + name + ")."}});
    return false;
  }

  void changed(const Collection& collection) {
    const std::string code = "pages_changed_" + std::string(collection.name);
    for (const Message& said : findings_.changes)
      if (said.code == code) return;
    findings_.changes.push_back({code,
                                 {"Le nombre de pages de « " + collection.words.fr + " » a changé pendant la collecte.",
                                  "The number of pages of “" + collection.words.en + "” changed during the pull."}});
  }

  Transport& transport_;
  const PlanOptions& options_;
  std::string host_;
  PullFindings findings_;
};

}  // namespace

Expected<PullFindings> pull_go_vocal(Transport& transport, const PlanOptions& options) {
  return Puller(transport, options).run();
}

}  // namespace boussole::connectors::pull
