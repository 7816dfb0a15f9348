package dev.irpscope.app;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.Theme;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.window.Workspace;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Opens the main window. */
public final class IrpScopeApplication extends Application {

  @Override
  public void start(Stage stage) {
    Scene scene = new Scene(new Workspace(new SteppingModel()), 1400, 860);
    Theme.LIGHT.apply(scene, 13);
    stage.setTitle(Messages.get("app.title"));
    stage.setScene(scene);
    stage.show();
  }
}
