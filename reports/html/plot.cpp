#include "reports/html/plot.h"

#include <algorithm>

namespace boussole::reports::html {
namespace {

constexpr double kLeft = 88, kRight = 624, kTop = 16, kBottom = 300, kHeight = 352;

class Frame {
 public:
  Frame(Page& page, const Plot& plot) : page_(page), plot_(plot) {}

  double x(double value) const { return place(value, plot_.x_from, plot_.x_to, kLeft, kRight); }
  double y(double value) const { return place(value, plot_.y_from, plot_.y_to, kBottom, kTop); }

  void axes() {
    page_.html("<path class=\"frame\" fill=\"none\" d=\"M88 16V300H624\"/>");
    for (const Plot::Tick& tick : plot_.x_ticks) {
      page_.html("<text class=\"soft-text\" text-anchor=\"middle\" x=\"").coordinate(x(tick.at));
      page_.html("\" y=\"318\">").text(tick.text).html("</text>");
    }
    for (const Plot::Tick& tick : plot_.y_ticks) {
      page_.html("<text class=\"soft-text\" text-anchor=\"end\" x=\"80\" y=\"").coordinate(y(tick.at) + 4);
      page_.html("\">").text(tick.text).html("</text>");
    }
    page_.html("<text text-anchor=\"end\" x=\"624\" y=\"342\">").text(plot_.x_title).html("</text>");
  }

  void line(const Plot::Line& line) {
    if (line.points.empty()) return;
    if (line.dashed)
      page_.html("<polyline class=\"limit dashed\" points=\"");
    else
      page_.html("<polyline class=\"limit\" points=\"");
    for (const auto& [px, py] : line.points) page_.coordinate(x(px)).html(",").coordinate(y(py)).html(" ");
    page_.html("\"/>");
  }

  void point(const Plot::Point& point) {
    const double px = x(point.x), py = y(point.y);
    if (point.mark == Plot::Mark::strong) {
      page_.html("<path class=\"point\" d=\"M").coordinate(px).html(" ").coordinate(py - 7).html("L");
      page_.coordinate(px + 7).html(" ").coordinate(py).html("L").coordinate(px).html(" ").coordinate(py + 7);
      page_.html("L").coordinate(px - 7).html(" ").coordinate(py).html("Z\"/>");
    } else if (point.mark == Plot::Mark::hollow) {
      page_.html("<circle class=\"ring\" r=\"5\" cx=\"").coordinate(px).html("\" cy=\"").coordinate(py).html("\"/>");
    } else {
      page_.html("<circle class=\"point\" r=\"3\" cx=\"").coordinate(px).html("\" cy=\"").coordinate(py).html("\"/>");
    }
    if (point.mark == Plot::Mark::plain) return;
    const bool flip = px > (kLeft + kRight) / 2;
    if (flip)
      page_.html("<text text-anchor=\"end\" x=\"").coordinate(px - 10);
    else
      page_.html("<text x=\"").coordinate(px + 10);
    page_.html("\" y=\"").coordinate(py + 4).html("\">").text(point.name).html("</text>");
  }

 private:
  static double place(double value, double from, double to, double start, double end) {
    const double share = to > from ? std::clamp((value - from) / (to - from), 0.0, 1.0) : 0.5;
    return start + share * (end - start);
  }

  Page& page_;
  const Plot& plot_;
};

}  // namespace

void write_plot(Page& page, const Plot& plot) {
  static_assert(kHeight == 352 && kLeft == 88 && kBottom == 300);  // the literals of the frame
  const std::string id = std::to_string(page.next_id());
  page.html("<p class=\"sub\">").text(plot.y_title).html("</p><div class=\"plot\">");
  page.html("<svg viewBox=\"0 0 640 352\" role=\"img\" focusable=\"false\" aria-labelledby=\"p").text(id);
  page.html("\"><title id=\"p").text(id).html("\">").text(plot.caption).html("</title>");
  Frame frame(page, plot);
  frame.axes();
  for (const Plot::Line& line : plot.lines) frame.line(line);
  for (const Plot::Point& point : plot.points) frame.point(point);
  page.html("</svg></div>");
}

}  // namespace boussole::reports::html
