#include "reports/json_findings.h"

#include <optional>
#include <type_traits>
#include <vector>

namespace boussole::reports {

namespace {

using json::Writer;

// One description of each type serves for writing and for reading, so that the two cannot differ: fields(v, x) names
// every field in the order of the file.

template <class V>
void fields(V& v, Text& x) {
  v("fr", x.fr), v("en", x.en);
}

template <class V>
void fields(V& v, Message& x) {
  v("code", x.code), v("fr", x.text.fr), v("en", x.text.en);
}

template <class V>
void fields(V& v, engine::Interval& x) {
  v("low", x.low), v("high", x.high), v("level", x.level), v("method", x.method);
}

template <class V>
void fields(V& v, engine::ReferenceRecord& x) {
  v("file", x.file), v("sha256", x.sha256), v("source", x.source), v("year", x.year), v("from_age", x.from_age);
  v("population", x.population), v("territories", x.territories), v("territory", x.territory), v("notes", x.notes);
}

template <class V>
void fields(V& v, engine::ClassShare& x) {
  v("id", x.id), v("name", x.name), v("people", x.people), v("share", x.share), v("interval", x.interval);
  v("reference", x.reference);
}

template <class V>
void fields(V& v, engine::Composition& x) {
  v("variable", x.variable), v("name", x.name), v("measure", x.measure), v("scope", x.scope);
  v("scope_title", x.scope_title), v("origin", x.origin), v("known", x.known), v("unanswered", x.unanswered);
  v("outside", x.outside), v("classes", x.classes), v("likeness", x.likeness);
  v("likeness_by_chance", x.likeness_by_chance), v("likeness_corrected", x.likeness_corrected);
  v("interval", x.interval), v("interval_reason", x.interval_reason), v("bounds", x.bounds), v("r_score", x.r_score);
  v("notes", x.notes);
}

template <class V>
void fields(V& v, engine::StatementFinding& x) {
  v("id", x.id), v("votes", x.votes), v("agree", x.agree), v("bridging", x.bridging), v("sure", x.sure);
}

template <class V>
void fields(V& v, engine::OpinionFinding& x) {
  v("space", x.space), v("title", x.title), v("voters", x.voters), v("mapped", x.mapped);
  v("statements", x.statements), v("votes", x.votes), v("seen", x.seen), v("groups", x.groups);
  v("silhouette", x.silhouette), v("group_people", x.group_people), v("agreed", x.agreed), v("divided", x.divided);
  v("bridges", x.bridges), v("platform_agreement", x.platform_agreement), v("platform_groups", x.platform_groups);
  v("notes", x.notes);
}

template <class V>
void fields(V& v, engine::BudgetOutcome& x) {
  v("rule", x.rule), v("name", x.name), v("projects", x.projects), v("spent", x.spent), v("excluded", x.excluded);
  v("satisfaction", x.satisfaction), v("gini", x.gini), v("unmet", x.unmet);
}

template <class V>
void fields(V& v, engine::BudgetStability& x) {
  v("publics", x.publics), v("same", x.same), v("common", x.common), v("open", x.open);
}

template <class V>
void fields(V& v, engine::BudgetFinding& x) {
  v("space", x.space), v("title", x.title), v("ballots", x.ballots), v("projects", x.projects), v("budget", x.budget);
  v("scale", x.scale), v("population", x.population), v("outcomes", x.outcomes), v("gap", x.gap);
  v.added("stability", x.stability), v("notes", x.notes);
}

template <class V>
void fields(V& v, engine::Findings& x) {
  v("reference", x.reference), v("compositions", x.compositions), v("opinions", x.opinions), v("budgets", x.budgets);
}

class Put {
 public:
  explicit Put(Writer& out) : out_(out) {}

  template <class T>
  void operator()(const char* key, T& x) {
    out_.key(key);
    value(x);
  }
  template <class T>
  void added(const char* key, std::optional<T>& x) {
    (*this)(key, x);
  }
  void value(std::string& x) { out_.value(x); }
  void value(double& x) { out_.value(x); }
  void value(std::int64_t& x) { out_.value(x); }
  template <class T>
  void value(std::optional<T>& x) {
    if (x)
      value(*x);
    else
      out_.null();
  }
  template <class T>
  void value(std::vector<T>& x) {
    out_.begin_array();
    for (T& item : x) value(item);
    out_.end_array();
  }
  template <class T>
  void value(T& x) {
    out_.begin_object();
    fields(*this, x);
    out_.end_object();
  }

 private:
  Writer& out_;
};

class Get {
 public:
  Get(const json::Value& value, std::string place, const std::string& file, std::optional<Error>& error)
      : value_(value), place_(std::move(place)), file_(file), error_(error) {}

  template <class T>
  void operator()(const char* key, T& x) {
    const json::Value* child = value_.find(key);
    if (child == nullptr) return wrong({std::string("clé absente : ") + key, std::string("missing key: ") + key});
    Get(*child, place_ + "." + key, file_, error_).read(x);
  }
  /// What earlier audits do not have: absent is not known.
  template <class T>
  void added(const char* key, std::optional<T>& x) {
    if (value_.find(key) != nullptr) (*this)(key, x);
  }
  void read(std::string& x) {
    if (const auto* text = value_.as_string())
      x = *text;
    else
      wrong({"un texte était attendu", "a string was expected"});
  }
  void read(double& x) {
    if (const auto number = value_.as_double())
      x = *number;
    else
      wrong({"un nombre était attendu", "a number was expected"});
  }
  void read(std::int64_t& x) {
    if (const auto number = value_.as_integer())
      x = *number;
    else
      wrong({"un entier était attendu", "an integer was expected"});
  }
  template <class T>
  void read(std::optional<T>& x) {
    if (!value_.is_null()) read(x.emplace());
  }
  template <class T>
  void read(std::vector<T>& x) {
    const auto* items = value_.as_array();
    if (items == nullptr) return wrong({"une liste était attendue", "an array was expected"});
    for (std::size_t i = 0; i < items->size(); ++i)
      Get((*items)[i], place_ + "[" + std::to_string(i) + "]", file_, error_).read(x.emplace_back());
  }
  template <class T>
  void read(T& x) {
    if (!value_.is_object()) return wrong({"un objet était attendu", "an object was expected"});
    fields(*this, x);
  }

 private:
  void wrong(const Text& what) {
    if (error_) return;
    error_ = Error{};
    error_->file = file_;
    error_->place = place_;
    if (value_.line() != 0) error_->line = value_.line(), error_->column = value_.column();
    error_->what = what;
    error_->remedy = {"Refaire l'audit avec boussole audit.", "Run boussole audit again."};
  }

  const json::Value& value_;
  std::string place_;
  const std::string& file_;
  std::optional<Error>& error_;
};

}  // namespace

void put_findings(Writer& out, const engine::Findings& findings) {
  engine::Findings copy = findings;
  Put(out).value(copy);
}

Expected<engine::Findings> findings_of(const json::Value& value, const std::string& file) {
  engine::Findings out;
  std::optional<Error> error;
  Get(value, "findings", file, error).read(out);
  if (error) return std::unexpected(*error);
  return out;
}

}  // namespace boussole::reports
