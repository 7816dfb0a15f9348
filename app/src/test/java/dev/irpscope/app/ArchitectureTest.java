package dev.irpscope.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.NullMarked;

/** What the packages of the application may know. */
@AnalyzeClasses(packages = "dev.irpscope.app", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  /** All behaviour of the window can then be tested without a toolkit. */
  @ArchTest
  static final ArchRule VIEW_MODELS_KNOW_NO_NODES =
      noClasses()
          .that()
          .resideInAPackage("dev.irpscope.app..viewmodel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javafx.scene..", "javafx.stage..", "javafx.fxml..", "org.controlsfx..");

  /** A command that prints starts quickly and runs where no JavaFX can. */
  @ArchTest
  static final ArchRule COMMAND_LINE_KNOWS_NO_WINDOW =
      noClasses()
          .that()
          .resideInAPackage("dev.irpscope.app.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.irpscope.app.cli..")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule ONLY_TASKS_AND_THE_COMMAND_LINE_OWN_THREADS =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.irpscope.app.task..", "dev.irpscope.app.cli..")
          .should()
          .callConstructorWhere(JavaCall.Predicates.target(owner(assignableTo(Thread.class))))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Executors.class, ForkJoinPool.class, Thread.Builder.class);

  /**
   * The analysis is entered through its one door; its machinery is none of the window's business.
   */
  @ArchTest
  static final ArchRule ENGINE_IS_NOT_ENTERED_SIDEWAYS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.irpscope.analysis.frontend..",
              "dev.irpscope.analysis.feasibility..",
              "dev.irpscope.analysis.explore..",
              "org.antlr..",
              "org.sosy_lab..",
              "org.eclipse.elk..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      slices().matching("dev.irpscope.app.(**)").should().beFreeOfCycles();

  /** Without the mark NullAway passes over the package. */
  @ArchTest
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      noClasses()
          .should(
              ArchCondition.from(
                  describe(
                      "be in a package that is not @NullMarked",
                      (JavaClass type) -> !type.getPackage().isAnnotatedWith(NullMarked.class))));
}
