package dev.irpscope.app.window;

import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.program.RoleCorrection;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.RoutineRow;
import dev.irpscope.app.viewmodel.RoutinesModel;
import dev.irpscope.app.viewmodel.WindowModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The routines that the system is taken to call, each with the reason and a way to correct it. */
final class RoutineList {
  private static final double LIST_WIDTH = 780;

  private final RoutinesModel model;
  private final Commands commands;
  private final Consumer<Span> reveal;
  private final ListView<RoutineRow> list = new ListView<>();
  private final TextField filter = new TextField();
  private final CheckBox all = new CheckBox(Messages.get("routines.all"));
  private final Label count = new Label();

  /**
   * @param reveal shows a place in the source
   */
  RoutineList(WindowModel window, Commands commands, Consumer<Span> reveal) {
    this.model = new RoutinesModel(window);
    this.commands = commands;
    this.reveal = reveal;
    list.setId("routine-list");
    list.getStyleClass().add("routine-list");
    list.setPrefSize(LIST_WIDTH, 460);
    list.setCellFactory(_ -> new Cell());
    list.setPlaceholder(new Label(Messages.get("routines.none")));
    filter.setId("routine-filter");
    filter.setPromptText(Messages.get("routines.filter"));
    HBox.setHgrow(filter, Priority.ALWAYS);
    all.setId("routine-all");
    all.setMinWidth(Region.USE_PREF_SIZE);
    count.setId("routine-count");
    count.getStyleClass().add("muted");
    count.setMinWidth(Region.USE_PREF_SIZE);
    filter.textProperty().addListener((_, _, _) -> fill());
    all.selectedProperty().addListener((_, _, _) -> fill());
    window.settings().currentProperty().addListener((_, _, _) -> fill());
    window.screenProperty().addListener((_, _, _) -> fill());
  }

  /** Opens the list beside the window, which can be used meanwhile. */
  void show(Window owner) {
    Dialog<ButtonType> dialog = new Dialog<>();
    Dressed.like(owner.getScene(), dialog, LIST_WIDTH + 40);
    dialog.initModality(Modality.NONE);
    dialog.setTitle(Messages.get("routines.title"));
    dialog.getDialogPane().setId("routines");
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    Label intro = new Label(Messages.get("routines.intro"));
    intro.setWrapText(true);
    intro.setMinHeight(Region.USE_PREF_SIZE);
    intro.setPrefWidth(LIST_WIDTH);
    Button again = commands.button("analyse", new Region(), Commands.name("analyse"));
    again.setGraphic(null);
    again.setId("routines-analyse");
    again.getStyleClass().add("accent");
    again.setMinWidth(Region.USE_PREF_SIZE);
    HBox tools = new HBox(filter, all, count, again);
    tools.setAlignment(Pos.CENTER_LEFT);
    tools.getStyleClass().add("routine-tools");
    VBox content = new VBox(intro, tools, list);
    content.getStyleClass().add("routines");
    VBox.setVgrow(list, Priority.ALWAYS);
    dialog.getDialogPane().setContent(content);
    fill();
    dialog.show();
    list.requestFocus();
  }

  private void fill() {
    List<RoutineRow> rows = model.rows(all.isSelected(), filter.getText());
    if (!list.getItems().equals(rows)) {
      list.getItems().setAll(rows);
    }
    count.setText(Messages.count("routines", rows.size()));
  }

  private String called(RoutineRow row) {
    return row.isCalled() ? String.join(", ", row.roles()) : Messages.get("routines.role.none");
  }

  private static String said(List<RoleCorrection> said) {
    return said.stream()
        .map(one -> one.role().map(Role::title).orElse(Messages.get("routines.role.none")))
        .collect(Collectors.joining(", "));
  }

  private final class Cell extends ListCell<RoutineRow> {
    private final Label name = new Label();
    private final Label role = new Label();
    private final Label reason = new Label();
    private final Hyperlink place = new Hyperlink();
    private final Label said = new Label();
    private final MenuButton change = new MenuButton(Messages.get("routines.change"));
    private final HBox row;

    Cell() {
      getStyleClass().add("routine-cell");
      setPrefWidth(0);
      name.getStyleClass().addAll("code", "routine-name");
      role.getStyleClass().add("routine-role");
      reason.getStyleClass().add("muted");
      reason.setWrapText(true);
      said.getStyleClass().add("routine-said");
      said.setWrapText(true);
      place.setOnAction(
          _ -> Optional.ofNullable(getItem()).ifPresent(item -> reveal.accept(item.where())));
      change.setMinWidth(Region.USE_PREF_SIZE);
      HBox head = new HBox(name, role);
      head.getStyleClass().add("routine-head");
      head.setAlignment(Pos.BASELINE_LEFT);
      name.setMinWidth(Region.USE_PREF_SIZE);
      HBox why = new HBox(place, reason);
      why.getStyleClass().add("routine-head");
      why.setAlignment(Pos.BASELINE_LEFT);
      place.setMinWidth(Region.USE_PREF_SIZE);
      VBox texts = new VBox(head, why, said);
      texts.setMinWidth(0);
      HBox.setHgrow(texts, Priority.ALWAYS);
      row = new HBox(texts, change);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("routine-row");
    }

    @Override
    protected void updateItem(@Nullable RoutineRow item, boolean empty) {
      super.updateItem(item, empty);
      setText(null);
      if (empty || item == null) {
        setGraphic(null);
        setId(null);
        return;
      }
      setId("routine-" + item.function());
      name.setText(item.function());
      role.setText(called(item));
      reason.setText(String.join("; ", item.reasons()));
      place.setText(item.where().file().path() + ":" + item.where().line());
      boolean corrected = !item.said().isEmpty();
      said.setText(corrected ? Messages.get("routines.said", said(item.said())) : "");
      said.setVisible(corrected);
      said.setManaged(corrected);
      change.setId("routine-change-" + item.function());
      change.getItems().setAll(choices(item));
      setGraphic(row);
    }

    private List<MenuItem> choices(RoutineRow item) {
      MenuItem asFound = new MenuItem(Messages.get("routines.asFound"));
      asFound.setDisable(item.said().isEmpty());
      asFound.setOnAction(_ -> model.takeBack(item));
      MenuItem none = new MenuItem(Messages.get("routines.role.none"));
      none.setOnAction(_ -> model.correct(item, Optional.empty()));
      List<MenuItem> items = new ArrayList<>();
      items.add(asFound);
      items.add(none);
      items.add(new SeparatorMenuItem());
      Arrays.stream(Role.values())
          .filter(one -> one != Role.OTHER)
          .map(one -> {
            MenuItem choice = new MenuItem(one.title());
            choice.setId("role-" + one.word());
            choice.setOnAction(_ -> model.correct(item, Optional.of(one)));
            return choice;
          })
          .forEach(items::add);
      return items;
    }
  }
}
