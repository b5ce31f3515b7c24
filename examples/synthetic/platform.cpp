#include "examples/synthetic/platform.h"

namespace boussole::synthetic {

bool shown(const Platform&, const Space& space) { return space.published.has_value() && !space.is_private; }

bool shown(const Platform& platform, const Component& component) {
  return component.published && shown(platform, platform.spaces[component.space]);
}

bool shown(const Platform& platform, const Proposal& proposal) {
  return proposal.published.has_value() && !proposal.hidden && shown(platform, platform.components[proposal.component]);
}

bool shown(const Platform& platform, const Comment& comment) {
  if (comment.hidden || comment.deleted) return false;
  if (comment.on == Subject::proposal) return shown(platform, platform.proposals[comment.root]);
  return shown(platform, platform.components[component_of(platform, comment)]);
}

Index component_of(const Platform& platform, const Comment& comment) {
  switch (comment.on) {
    case Subject::meeting:
      return platform.meetings[comment.root].component;
    case Subject::result:
      return platform.results[comment.root].component;
    case Subject::debate:
      return platform.debates[comment.root].component;
    case Subject::post:
      return platform.posts[comment.root].component;
    case Subject::proposal:
      break;
  }
  return platform.proposals[comment.root].component;
}

}  // namespace boussole::synthetic
