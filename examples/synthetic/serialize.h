#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "examples/synthetic/generation.h"
#include "examples/synthetic/platform.h"
#include "examples/synthetic/value.h"

namespace boussole::synthetic {

struct ExportOptions {
  Generation generation = Generation::v0_30;
  char separator = ';';
  Zone zone = Zone::utc;
  RubyArrow arrow = RubyArrow::tight;
  bool html_bodies = false;  ///< bodies of proposals and comments as HTML in every generation, as rows of old are
};

/// Gives each resource of a platform the nested value that one generation's serializer gives it: which columns, in
/// which order, under which name, and what a blank means.
class Serializer {
 public:
  Serializer(const Platform& platform, const ExportOptions& options);

  /// Counts the links between rows again, after the platform has changed.
  void refresh();

  Hash proposal(const Proposal& proposal) const;
  Hash comment(const Comment& comment) const;
  Hash meeting(const Meeting& meeting) const;
  Hash result(const Result& result) const;
  Hash project(const Project& project) const;
  Hash debate(const Debate& debate) const;
  Hash post(const Post& post) const;
  Hash page(const Page& page) const;
  Hash space(const Space& space) const;
  Hash person(const Person& person) const;
  Hash group(const Group& group) const;
  Hash moderated_person(const Person& person) const;
  Hash moderation(const Moderation& moderation) const;
  Hash metric(const MetricDay& metric) const;
  Hash taxonomy(const Taxonomy& taxonomy) const;
  Hash survey_response(const SurveyResponse& response) const;
  Hash voting(const Voting& voting) const;
  Hash ballot_answer(const BallotAnswer& answer) const;

  const Platform& platform() const { return platform_; }
  const ExportOptions& options() const { return options_; }
  bool since(Generation generation) const { return options_.generation >= generation; }

 private:
  // Addresses.
  std::string root_url() const;
  std::string profile_url(std::string_view nickname) const;
  std::string space_url(const Space& space) const;
  std::string component_url(Index component) const;
  std::string proposal_url(Index proposal) const;
  std::string root_url_of(const Comment& comment) const;

  // Pieces shared by several data sets.
  Value time(Time time) const { return Value::bare(zoned(time, options_.zone)); }
  Value time(const std::optional<Time>& when) const { return when ? time(*when) : Value(); }
  Value day(const std::optional<Time>& when) const;
  Value localized(const Localized& texts) const;
  Value localized(const std::optional<Localized>& texts) const;
  Value blank_in_all_locales() const;
  /// The name of a theme: empty in every locale where there is none.
  Value theme_name(const std::optional<Index>& theme) const;
  /// category/… and scope/… up to 0.29, taxonomies/… from 0.30.
  void add_themes(Hash& out, const std::optional<Index>& category, const std::optional<Index>& scope,
                  bool blank_locales = true) const;
  Value space_of(Index component) const;
  Value component_id(Index component) const;
  Id author_id(const Author& author) const;
  std::string author_name(const Author& author) const;
  std::string author_url(const Author& author) const;
  Value single_author(const Author& author) const;
  std::string first_text(const Localized& texts) const;
  std::string reference(std::string_view kind, Time created, Id id) const;
  Value place(const std::optional<std::int64_t>& degrees) const { return degrees ? Value::micro(*degrees) : Value(); }
  std::int64_t comments_on(Subject subject, Index root) const;
  std::string prose(const std::vector<std::string>& paragraphs, bool html) const;
  std::string html(const std::vector<std::string>& paragraphs) const { return prose(paragraphs, true); }

  // Pieces of one data set each.
  Value answer_of(const Proposal& proposal) const;
  std::string state_of(const Proposal& proposal) const;
  Value related_urls(Index proposal) const;
  Value endorsements_of(const Proposal& proposal) const;
  void add_late_proposal_columns(Hash& out, const Proposal& proposal) const;
  void add_newest_meeting_columns(Hash& out, const Meeting& meeting) const;
  Hash space_base(const Space& space) const;
  Hash process(const Space& space) const;
  Hash assembly(const Space& space) const;
  Hash conference(const Space& space) const;
  Hash initiative(const Space& space) const;

  const Platform& platform_;
  ExportOptions options_;
  std::map<std::pair<Subject, Index>, std::int64_t> comments_;
  std::map<std::pair<Subject, Index>, Index> last_comment_;
  std::map<Index, std::vector<Index>> related_;  ///< proposals linked with a proposal, both ways
  std::map<Index, std::vector<Index>> meeting_proposals_;
  std::map<Index, std::int64_t> theme_uses_, theme_children_, result_children_;
};

}  // namespace boussole::synthetic
