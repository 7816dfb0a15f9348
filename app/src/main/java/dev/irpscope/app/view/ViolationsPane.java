package dev.irpscope.app.view;

import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.ViolationNode;
import dev.irpscope.app.viewmodel.ViolationsModel;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.javafx.FontIcon;

/** The findings by rule, with the verdicts on rules that were not violated below them. */
public final class ViolationsPane extends BorderPane {
  private static final double FILTER = 190;
  private static final double LEAST_FILTER = 58;

  /** Less has room for its prompt alone. */
  private static final double LEAST_WITH_ICON = 84;

  private static final double MOST_FILTER = 280;

  private final ViolationsModel model;
  private final SteppingModel stepping;
  private final TreeView<ViolationNode> tree = new TreeView<>();
  private final CustomTextField filter = (CustomTextField) TextFields.createClearableTextField();
  private final Label empty = new Label();
  private final MenuButton arrange = new MenuButton();
  private final HBox tools = new HBox(filter, arrange);
  private final Map<String, Boolean> expanded = new HashMap<>();
  private boolean following;

  public ViolationsPane(ViolationsModel model, SteppingModel stepping) {
    this.model = model;
    this.stepping = stepping;
    getStyleClass().add("violations-pane");
    filter.setId("violation-filter");
    filter.setPromptText(Messages.get("violations.filter"));
    filter.setTooltip(new Tooltip(Messages.get("violations.filter.tip")));
    FontIcon magnifier = new FontIcon("mdi2m-magnify");
    filter
        .widthProperty()
        .subscribe(
            width -> filter.setLeft(width.doubleValue() < LEAST_WITH_ICON ? null : magnifier));
    filter.textProperty().bindBidirectional(model.filterProperty());
    filter.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.DOWN) {
        tree.requestFocus();
      }
    });
    tree.setId("violation-tree");
    tree.heightProperty()
        .addListener((_, _, _) ->
            Platform.runLater(() -> scrollTo(tree.getSelectionModel().getSelectedIndex())));
    tree.getStyleClass().add("violation-tree");
    tree.setShowRoot(false);
    tree.setRoot(new TreeItem<>());
    tree.setCellFactory(_ -> new ViolationCell());
    tree.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, item) -> selected(Optional.ofNullable(item)));
    empty.getStyleClass().add("empty-note");
    filter.setMinWidth(LEAST_FILTER);
    filter.setPrefWidth(FILTER);
    filter.setMaxWidth(MOST_FILTER);
    arrange.setMinWidth(Region.USE_PREF_SIZE);
    tools.getStyleClass().addAll("filter-row", "in-header");
    tools.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(filter, Priority.ALWAYS);
    buildArrange();
    tree.setMinHeight(0);
    StackPane below = new StackPane(tree, empty);
    below.setMinHeight(0);
    setCenter(below);
    model.treeProperty().subscribe(this::show);
    model.results().addListener((ListChangeListener<RuleResult>) _ -> showEmpty());
    stepping.selectionProperty().subscribe(this::follow);
    showEmpty();
  }

  /** The filter and the order of the list, for the header: a row of their own costs one of its. */
  public HBox tools() {
    return tools;
  }

  /** The field that Ctrl+F goes to. */
  public CustomTextField filter() {
    return filter;
  }

  private void buildArrange() {
    arrange.setId("violation-arrange");
    arrange.getStyleClass().addAll("icon-button");
    arrange.setGraphic(new FontIcon("mdi2s-sort-variant"));
    arrange.setTooltip(new Tooltip(Messages.get("violations.arrange")));
    ToggleGroup grouping = new ToggleGroup();
    for (ViolationsModel.Grouping value : ViolationsModel.Grouping.values()) {
      RadioMenuItem item =
          new RadioMenuItem(
              Messages.get("violations.group." + value.name().toLowerCase(Locale.ROOT)));
      item.setToggleGroup(grouping);
      item.setSelected(value == model.groupingProperty().get());
      item.setOnAction(_ -> model.groupingProperty().set(value));
      arrange.getItems().add(item);
    }
    arrange.getItems().add(new SeparatorMenuItem());
    ToggleGroup order = new ToggleGroup();
    for (ViolationsModel.Order value : ViolationsModel.Order.values()) {
      RadioMenuItem item =
          new RadioMenuItem(
              Messages.get("violations.order." + value.name().toLowerCase(Locale.ROOT)));
      item.setToggleGroup(order);
      item.setSelected(value == model.orderProperty().get());
      item.setOnAction(_ -> model.orderProperty().set(value));
      arrange.getItems().add(item);
    }
  }

  private void showEmpty() {
    boolean nothing = model.treeProperty().get().isEmpty();
    empty.setVisible(nothing);
    tree.setVisible(!nothing);
    empty.setText(
        model.results().isEmpty()
            ? Messages.get("pane.violations.empty")
            : Messages.get("violations.filtered", model.filterProperty().get()));
  }

  private void show(List<ViolationNode> nodes) {
    following = true;
    List<TreeItem<ViolationNode>> items = nodes.stream().map(this::item).toList();
    tree.getRoot().getChildren().setAll(items);
    following = false;
    showEmpty();
    follow(stepping.selection());
  }

  private TreeItem<ViolationNode> item(ViolationNode node) {
    TreeItem<ViolationNode> item = new TreeItem<>(node);
    node.children().forEach(c -> item.getChildren().add(item(c)));
    item.setExpanded(expanded.getOrDefault(node.id(), opensByItself(node)));
    item.expandedProperty().addListener((_, _, open) -> expanded.put(node.id(), open));
    return item;
  }

  /** Practice findings are put away only where something else can be picked. */
  private boolean opensByItself(ViolationNode node) {
    if (!(node instanceof ViolationNode.Group group)) {
      return false;
    }
    return switch (group.kind()) {
      case FINDINGS, VERDICTS -> true;
      case PRACTICE -> model.defectCount() == 0;
      case SUPPRESSED -> false;
    };
  }

  private void selected(Optional<TreeItem<ViolationNode>> item) {
    if (!following
        && item.isPresent()
        && item.get().getValue() instanceof ViolationNode.Finding finding
        && !stepping.selection().violation().equals(Optional.of(finding.violation()))) {
      stepping.showViolation(finding.violation());
    }
  }

  /** Selects the row of the violation that another pane went to. */
  private void follow(Selection selection) {
    if (selection.violation().isEmpty()) {
      return;
    }
    Violation violation = selection.violation().get();
    for (TreeItem<ViolationNode> group : tree.getRoot().getChildren()) {
      for (TreeItem<ViolationNode> item : group.getChildren()) {
        if (item.getValue() instanceof ViolationNode.Finding finding
            && finding.violation().id().equals(violation.id())
            && !item.equals(tree.getSelectionModel().getSelectedItem())) {
          following = true;
          group.setExpanded(true);
          tree.getSelectionModel().select(item);
          scrollTo(tree.getRow(item));
          following = false;
          return;
        }
      }
    }
  }

  /** Brings a row into view, and the name of its rule if that stands just above. */
  private void scrollTo(int row) {
    if (row >= 0) {
      NearScroll.show(tree, row, tree::scrollTo);
    }
  }
}
