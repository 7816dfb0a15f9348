package dev.irpscope.app.window;

import dev.irpscope.app.samples.Sample;
import dev.irpscope.app.view.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a newcomer sees: open a folder, try a sample, or go on where the last session was. */
final class StartView extends ScrollPane {
  private static final double CARD = 328;
  private static final double LEAST_CARD = 300;

  private final VBox recent = new VBox();
  private final VBox recentCard;
  private final Consumer<Path> open;

  /**
   * @param choose asks the user for a folder
   * @param open opens one
   */
  StartView(List<Sample> samples, Runnable choose, Consumer<Path> open) {
    this.open = open;
    setId("start-view");
    getStyleClass().add("start-view");
    setFitToWidth(true);
    Label name = label(Messages.get("app.title"), "start-name");
    Label claim = label(Messages.get("start.claim"), "start-claim");
    claim.setWrapText(true);
    recentCard = card("mdi2h-history", Messages.get("start.recent"), recent);
    recentCard.setId("recent-card");
    VBox left = new VBox(openCard(choose), recentCard);
    left.getStyleClass().add("start-column");
    left.setMinWidth(CARD);
    left.setPrefWidth(CARD);
    left.setMaxWidth(CARD);
    VBox right = new VBox(samplesHeading(samples), samplesPane(samples));
    right.getStyleClass().add("start-column");
    HBox.setHgrow(right, Priority.ALWAYS);
    HBox columns = new HBox(left, right);
    columns.getStyleClass().add("start-columns");
    VBox page = new VBox(name, claim, columns);
    page.getStyleClass().add("start-page");
    page.setMaxWidth(1120);
    HBox centre = new HBox(page);
    centre.setAlignment(Pos.TOP_CENTER);
    HBox.setHgrow(page, Priority.ALWAYS);
    setContent(centre);
  }

  /** Shows the folders that were opened before; none hides the card. */
  void showRecent(List<Path> folders) {
    recent.getChildren().clear();
    for (Path folder : folders) {
      Label title = label(String.valueOf(folder.getFileName()), "recent-name");
      Label place = label(Objects.toString(folder.getParent(), ""), "recent-place");
      place.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
      Button button = new Button("", new VBox(title, place));
      button.getStyleClass().add("recent-folder");
      button.setMaxWidth(Double.MAX_VALUE);
      button.setAlignment(Pos.CENTER_LEFT);
      button.setTooltip(new Tooltip(folder.toString()));
      button.setOnAction(_ -> open.accept(folder));
      recent.getChildren().add(button);
    }
    recentCard.setVisible(!folders.isEmpty());
    recentCard.setManaged(!folders.isEmpty());
  }

  private static VBox openCard(Runnable choose) {
    Label text = label(Messages.get("start.open.text"), "card-text");
    text.setWrapText(true);
    Button button = new Button(Messages.get("command.open"));
    button.setId("start-open");
    button.getStyleClass().add("accent");
    button.setDefaultButton(true);
    button.setOnAction(_ -> choose.run());
    Label drop = label(Messages.get("start.drop"), "card-hint");
    drop.setWrapText(true);
    VBox card = card("mdi2f-folder-open-outline", Messages.get("start.open"), new VBox(text));
    card.getChildren().addAll(button, drop);
    card.setId("open-card");
    return card;
  }

  private static Node samplesHeading(List<Sample> samples) {
    Label title = label(Messages.get("start.samples"), "card-title");
    Label text =
        label(
            samples.isEmpty()
                ? Messages.get("start.samples.none")
                : Messages.get("start.samples.text"),
            "card-text");
    text.setWrapText(true);
    FontIcon icon = new FontIcon("mdi2s-school-outline");
    HBox heading = new HBox(icon, title);
    heading.getStyleClass().add("card-heading");
    VBox box = new VBox(heading, text);
    box.getStyleClass().add("samples-heading");
    return box;
  }

  /** As many columns as have room; each row is as high as its highest card. */
  private GridPane samplesPane(List<Sample> samples) {
    GridPane pane = new GridPane();
    pane.getStyleClass().add("samples");
    List<VBox> cards = samples.stream().map(this::sampleCard).toList();
    pane.widthProperty()
        .subscribe(width -> {
          double gap = pane.getHgap();
          int columns = (int) Math.max(1, (width.doubleValue() + gap) / (LEAST_CARD + gap));
          if (columns != pane.getColumnConstraints().size()) {
            place(cards, pane, columns);
          }
        });
    return pane;
  }

  private static void place(List<VBox> cards, GridPane pane, int columns) {
    pane.getChildren().clear();
    pane.getColumnConstraints().clear();
    for (int i = 0; i < columns; i++) {
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setPercentWidth(100.0 / columns);
      pane.getColumnConstraints().add(constraints);
    }
    for (int i = 0; i < cards.size(); i++) {
      pane.add(cards.get(i), i % columns, i / columns);
    }
  }

  private VBox sampleCard(Sample sample) {
    Label title = label(sample.title(), "sample-title");
    title.setWrapText(true);
    Label summary = label(sample.summary(), "card-text");
    summary.setWrapText(true);
    Label count =
        label(
            sample.expected().isEmpty()
                ? Messages.get("start.expects.none")
                : Messages.count("start.expects", sample.expectedCount()),
            sample.expected().isEmpty() ? "sample-none" : "sample-count");
    VBox box = new VBox(title, summary, count);
    sample
        .expected()
        .forEach((rule, times) ->
            box.getChildren()
                .add(label(times > 1 ? rule + "  \u00d7" + times : rule, "sample-rule")));
    box.setId("sample-" + sample.id());
    box.getStyleClass().add("sample-card");
    box.setAccessibleRole(AccessibleRole.BUTTON);
    box.setAccessibleText(sample.title() + ". " + sample.summary());
    box.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    title.setMinHeight(Region.USE_PREF_SIZE);
    summary.setMinHeight(Region.USE_PREF_SIZE);
    box.setFocusTraversable(true);
    box.setOnMouseClicked(_ -> open.accept(sample.folder()));
    box.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
        open.accept(sample.folder());
      }
    });
    return box;
  }

  private static VBox card(String icon, String title, Node content) {
    HBox heading = new HBox(new FontIcon(icon), label(title, "card-title"));
    heading.getStyleClass().add("card-heading");
    VBox card = new VBox(heading, content);
    card.getStyleClass().add("card-box");
    return card;
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    return label;
  }
}
