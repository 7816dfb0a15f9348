package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lowers calls: who is called, arguments converted to the parameters' types. */
final class CallLowering {
  /** Compiler intrinsics that ask how a {@code __finally} was reached. */
  private static final Set<String> ABNORMAL_TERMINATION =
      Set.of(
          "AbnormalTermination",
          "abnormal_termination",
          "_abnormal_termination",
          "__abnormal_termination",
          "_SEH2_AbnormalTermination");

  private final Frame frame;
  private final ExpressionLowering expressions;
  private final ExpressionTypes types;
  private final OperandArithmetic arithmetic;

  CallLowering(
      Frame frame,
      ExpressionLowering expressions,
      ExpressionTypes types,
      OperandArithmetic arithmetic) {
    this.frame = frame;
    this.expressions = expressions;
    this.types = types;
    this.arithmetic = arithmetic;
  }

  Operand call(Expr.Call call) {
    if (call.callee() instanceof Expr.Name(_, _, var name)
        && ABNORMAL_TERMINATION.contains(name)
        && frame.abnormalTermination.isPresent()) {
      return OperandArithmetic.integer(frame.abnormalTermination.get() ? 1 : 0, CType.Int.INT);
    }
    Optional<Method> method = types.method(call.callee());
    if (method.isPresent()) {
      return call(call, method.get());
    }
    CType calleeType = types.of(call.callee());
    CType result = ExpressionTypes.resultOf(calleeType);
    Instruction.Callee callee = callee(call.callee());
    List<Operand> arguments = arguments(written(call), signature(calleeType));
    return emit(call, callee, arguments, result);
  }

  private Operand call(Expr.Call call, Method method) {
    List<Operand> arguments = new ArrayList<>();
    switch (method.target()) {
      case NONE -> {}
      case THIS -> arguments.add(expressions.object());
      case BASE -> arguments.add(object((Expr.Member) call.callee()));
    }
    arguments.addAll(arguments(call.arguments(), Optional.of(method.type())));
    return emit(
        call,
        new Instruction.Callee.Direct(method.name()),
        arguments,
        ExpressionTypes.resultOf(method.type()));
  }

  private Operand object(Expr.Member callee) {
    return callee.access() == Expr.Access.ARROW
        ? expressions.value(callee.base())
        : expressions.address(callee.base());
  }

  /** What {@code expr} does, as a call of the kit's function that does it. */
  Operand call(Expr expr, StackLocations.Equivalent equivalent) {
    CType result = equivalent.givesLocation() ? types.of(expr) : CType.Void.VOID;
    Operand irp = expressions.value(equivalent.irp());
    return emit(expr, new Instruction.Callee.Direct(equivalent.function()), List.of(irp), result);
  }

  private Operand emit(
      Expr expr, Instruction.Callee callee, List<Operand> arguments, CType result) {
    Optional<Operand.Temporary> target =
        ExpressionTyping.isVoid(result) ? Optional.empty() : Optional.of(frame.temporary(result));
    frame.blocks.emit(
        new Instruction.Call(
            expr.origin(), target, callee, arguments, result, WrittenText.of(expr.origin())));
    return target.<Operand>map(temporary -> temporary).orElseGet(ExpressionLowering::noValue);
  }

  private Instruction.Callee callee(Expr expr) {
    if (expr instanceof Expr.Name(_, _, var name) && frame.scope().lookup(name).isEmpty()) {
      return new Instruction.Callee.Direct(name);
    }
    Operand function = expressions.value(expr);
    return function.plain() instanceof Operand.FunctionName(var name, _)
        ? new Instruction.Callee.Direct(name)
        : new Instruction.Callee.Indirect(function);
  }

  /**
   * The arguments of a call; those of a macro that no header defines may stand in parentheses of
   * their own.
   */
  private List<Expr> written(Expr.Call call) {
    return call.callee() instanceof Expr.Name(_, _, var name)
            && frame.scope().lookup(name).isEmpty()
            && call.arguments().size() == 1
        ? operands(call.arguments().getFirst())
        : call.arguments();
  }

  private static List<Expr> operands(Expr list) {
    List<Expr> operands = new ArrayList<>();
    Expr at = list;
    while (at instanceof Expr.Comma comma) {
      operands.addFirst(comma.right());
      at = comma.left();
    }
    operands.addFirst(at);
    return operands;
  }

  private static Optional<CType.Function> signature(CType callee) {
    return switch (callee.canonical()) {
      case CType.Function function -> Optional.of(function);
      case CType.Pointer(var target) -> signature(target);
      case CType.Void _,
          CType.Int _,
          CType.Floating _,
          CType.Array _,
          CType.Struct _,
          CType.Unknown _,
          CType.Typedef _ ->
          Optional.empty();
    };
  }

  private List<Operand> arguments(List<Expr> written, Optional<CType.Function> signature) {
    List<CType> parameters = signature.map(CType.Function::parameters).orElse(List.of());
    List<Operand> arguments = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Operand value = expressions.value(written.get(i));
      CType type =
          i < parameters.size()
              ? ExpressionTyping.decay(parameters.get(i))
              : OperandArithmetic.promotedType(value);
      arguments.add(arithmetic.convert(value, type));
    }
    return arguments;
  }
}
