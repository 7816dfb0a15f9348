package dev.irpscope.app.graph;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.PaletteColour;
import dev.irpscope.app.viewmodel.drawing.AutomatonDrawing;
import dev.irpscope.app.viewmodel.drawing.AutomatonModel;
import dev.irpscope.app.viewmodel.drawing.AutomatonPicture;
import dev.irpscope.app.viewmodel.drawing.Camera;
import dev.irpscope.app.viewmodel.drawing.Lettering.Hand;
import dev.irpscope.app.viewmodel.drawing.StateNode;
import dev.irpscope.app.viewmodel.drawing.TransitionEdge;
import dev.irpscope.layout.Box;
import dev.irpscope.layout.Point;
import dev.irpscope.layout.Route;
import dev.irpscope.layout.RoutedDrawing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.Transition;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;

/** The states and transitions of a rule; the token runs along the transition of a step. */
final class AutomatonCanvas extends DrawingPane implements PointerDrag.Target {
  private static final double MARGIN = 8;

  /** Below this nobody reads a label. */
  private static final double LEAST_TEXT = 6.5;

  private static final double MOST = 1.2;

  /** In a presentation, where the drawing has a pane of its own and is seen from afar. */
  private static final double MOST_PRESENTED = 2;

  private final AutomatonModel model;
  private Optional<AutomatonPicture.Drawn> picture = Optional.empty();
  private Camera camera = new Camera(1, 0, 0);
  private double token = 1;
  private double panX;
  private double panY;
  private Optional<Animation> running = Optional.empty();

  @SuppressWarnings("this-escape") // handlers run later
  AutomatonCanvas(AutomatonModel model) {
    this.model = model;
    setId("automaton-canvas");
    setPrefSize(300, 190);
    PointerDrag.install(this, this);
  }

  @Override
  void letteringChanged(FontLettering now) {
    model.setLettering(now);
  }

  void show(Optional<AutomatonPicture.Drawn> next) {
    running.ifPresent(Animation::stop);
    running = Optional.empty();
    boolean moved = picture.isPresent() && next.isPresent() && !next.equals(picture);
    if (!next.map(AutomatonPicture.Drawn::state).equals(picture.map(p -> p.state()))) {
      panX = 0;
      panY = 0;
    }
    picture = next;
    token = 1;
    if (moved && next.get().fired().isPresent() && !isMotionReduced() && getScene() != null) {
      animate();
    }
    redraw();
  }

  private void animate() {
    token = 0;
    Transition transition =
        new Transition() {
          {
            setCycleDuration(Duration.millis(350));
            setInterpolator(Interpolator.EASE_BOTH);
          }

          @Override
          protected void interpolate(double part) {
            token = part;
            redraw();
          }
        };
    running = Optional.of(transition);
    transition.play();
  }

  @Override
  void draw(GraphicsContext g, double width, double height) {
    if (picture.isEmpty()) {
      return;
    }
    AutomatonPicture.Drawn shown = picture.get();
    AutomatonDrawing.Placing placing = placing(shown);
    RoutedDrawing<StateNode, TransitionEdge> placed = placing.drawing();
    Box all = new Box(0, 0, placed.width(), placed.height()).grown(5);
    camera = Camera.fitting(all, width, height, MARGIN, most()).moved(panX, panY);
    g.translate(camera.x(), camera.y());
    g.scale(camera.scale(), camera.scale());
    placed.routes().forEach((edge, route) -> edge(g, shown, edge, route));
    placed.nodes().forEach((state, box) -> state(g, shown, state, box));
    placed.routes().forEach((edge, route) -> label(g, shown, edge, placing, route));
    if (token < 1) {
      shown.fired().ifPresent(edge -> token(g, placed.route(edge)));
    }
  }

  private AutomatonDrawing.Placing placing(AutomatonPicture.Drawn shown) {
    double least = Math.min(1, LEAST_TEXT / font(Hand.SMALL).getSize());
    return shown
        .drawing()
        .fitting(getWidth() - 2 * MARGIN, getHeight() - 2 * MARGIN, least, most());
  }

  private double most() {
    boolean presented =
        getScene() != null && getScene().getRoot().getStyleClass().contains("presenting");
    return presented ? MOST_PRESENTED : MOST;
  }

  private void edge(
      GraphicsContext g, AutomatonPicture.Drawn shown, TransitionEdge edge, Route route) {
    boolean now = shown.fired().equals(Optional.of(edge));
    boolean before = shown.firedBefore().contains(edge);
    EdgeBrush brush =
        now
            ? new EdgeBrush(colour(PaletteColour.PATH), 3, List.of(), 11, false)
            : before
                ? new EdgeBrush(colour(PaletteColour.PATH), 1.8, List.of(), 9, false)
                : new EdgeBrush(colour(PaletteColour.TEXT_MUTED), 1.1, List.of(), 8, false);
    brush.draw(g, route);
  }

  private void label(
      GraphicsContext g,
      AutomatonPicture.Drawn shown,
      TransitionEdge edge,
      AutomatonDrawing.Placing placing,
      Route route) {
    route
        .label()
        .ifPresent(box -> {
          boolean onPath =
              shown.fired().equals(Optional.of(edge)) || shown.firedBefore().contains(edge);
          g.setFont(font(Hand.SMALL));
          g.setTextAlign(TextAlignment.CENTER);
          g.setFill(colour(onPath ? PaletteColour.PATH : PaletteColour.TEXT_MUTED));
          double height = lettering().lineHeight(Hand.SMALL);
          double y = box.y() + 1 + height / 2;
          for (String line : placing.written().getOrDefault(edge, List.of())) {
            g.fillText(line, box.centreX(), y);
            y += height;
          }
        });
  }

  private void state(GraphicsContext g, AutomatonPicture.Drawn shown, StateNode node, Box box) {
    boolean current = node.name().equals(shown.state());
    boolean violation = node.state().violation();
    boolean satisfied = node.state().satisfied();
    Color frame =
        colour(
            violation
                ? PaletteColour.VIOLATION
                : current
                    ? PaletteColour.CURRENT
                    : satisfied ? PaletteColour.PASSING : PaletteColour.BORDER);
    g.setFill(
        colour(
            violation && current
                ? PaletteColour.VIOLATION_FILL
                : current
                    ? PaletteColour.CURRENT_FILL
                    : satisfied
                        ? PaletteColour.PASSING_FILL
                        : violation ? PaletteColour.VIOLATION_FILL : PaletteColour.SURFACE));
    g.setLineDashes();
    double round = box.height();
    g.fillRoundRect(box.x(), box.y(), box.width(), box.height(), round, round);
    g.setStroke(frame);
    g.setLineWidth(current ? 2.6 : 1.4);
    g.strokeRoundRect(box.x(), box.y(), box.width(), box.height(), round, round);
    if (current) {
      Box outer = box.grown(4);
      g.setLineWidth(1.5);
      g.strokeRoundRect(
          outer.x(), outer.y(), outer.width(), outer.height(), outer.height(), outer.height());
    }
    double textX = box.centreX();
    if (violation || satisfied) {
      double markX = box.x() + 14;
      textX += 7;
      if (violation) {
        cross(g, markX, box.centreY(), 4, colour(PaletteColour.VIOLATION));
      } else {
        tick(g, markX, box.centreY(), 4.5, colour(PaletteColour.PASSING));
      }
    }
    if (node.state().initial()) {
      g.setFill(colour(PaletteColour.TEXT_MUTED));
      g.fillOval(box.x() + 6, box.centreY() - 2.5, 5, 5);
    }
    g.setFont(font(Hand.TEXT));
    g.setTextAlign(TextAlignment.CENTER);
    g.setFill(colour(PaletteColour.TEXT));
    g.fillText(node.name(), textX, box.centreY());
  }

  private void token(GraphicsContext g, Route route) {
    double length = 0;
    List<Point> points = route.points();
    for (int i = 1; i < points.size(); i++) {
      length += distance(points.get(i - 1), points.get(i));
    }
    double left = length * token;
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      double segment = distance(a, b);
      if (left <= segment && segment > 0) {
        double part = left / segment;
        double x = a.x() + (b.x() - a.x()) * part;
        double y = a.y() + (b.y() - a.y()) * part;
        g.setFill(colour(PaletteColour.CURRENT));
        g.fillOval(x - 6, y - 6, 12, 12);
        return;
      }
      left -= segment;
    }
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  private Optional<StateNode> stateAt(double viewX, double viewY) {
    double x = camera.toDrawingX(viewX);
    double y = camera.toDrawingY(viewY);
    return picture.flatMap(p ->
        placing(p).drawing().nodes().entrySet().stream()
            .filter(e -> e.getValue().contains(x, y))
            .map(Map.Entry::getKey)
            .findFirst());
  }

  private Optional<TransitionEdge> edgeAt(double viewX, double viewY) {
    double x = camera.toDrawingX(viewX);
    double y = camera.toDrawingY(viewY);
    return picture.flatMap(p ->
        placing(p).drawing().routes().entrySet().stream()
            .map(e ->
                Map.entry(
                    e.getKey(),
                    e.getValue().label().filter(l -> l.contains(x, y)).isPresent()
                        ? 0
                        : e.getValue().distance(x, y)))
            .filter(e -> e.getValue() <= 6)
            .min(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey));
  }

  @Override
  public void pan(double dx, double dy) {
    panX += dx;
    panY += dy;
    redraw();
  }

  @Override
  public void click(double x, double y) {
    Optional<StateNode> state = stateAt(x, y);
    if (state.isPresent()) {
      model.select(state.get());
    } else {
      edgeAt(x, y).ifPresent(model::select);
    }
  }

  @Override
  public String told(double x, double y) {
    Optional<StateNode> state = stateAt(x, y);
    if (state.isPresent()) {
      String note = state.get().state().note();
      return note.isEmpty()
          ? state.get().name()
          : Messages.get("rule.stateOf", state.get().name(), note);
    }
    return edgeAt(x, y)
        .map(e ->
            e.from() + " \u2192 " + e.to() + "\n" + String.join("\n", e.labels()) + "\n" + fires(e))
        .orElse("");
  }

  private String fires(TransitionEdge edge) {
    List<Step> steps = model.stepsOf(edge);
    if (steps.isEmpty()) {
      return Messages.get("rule.fires.none");
    }
    String numbers =
        steps.stream().map(s -> String.valueOf(s.index() + 1)).collect(Collectors.joining(", "));
    return Messages.count("rule.fires", steps.size(), numbers);
  }
}
