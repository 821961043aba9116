import { type Operation, operationNames, operations } from "../model/operations";

/** A statement of an IAM policy, to be put among others in a policy document of any IAM resource. */
export interface PolicyStatement<Arn = string> {
  Effect: "Allow";
  Action: string[];
  Resource: Arn | string | string[];
}

/** The permission to hand a role to a service, which SetIdentityPoolRoles asks for. */
export const passRole = "iam:PassRole";

/** What allows the calls of some operations for one pool; those that are not signed need no permission. */
export function policyStatements<Arn>(
  arn: Arn,
  calls: readonly string[],
  roles: readonly string[] = ["*"],
): PolicyStatement<Arn>[] {
  const needed = operationNames.filter((name) => calls.includes(name) && operations[name].signed);
  const actions = (isMeant: (operation: Operation) => boolean | undefined) =>
    needed.filter((name) => isMeant(operations[name])).map((name) => `cognito-identity:${name}`);
  const passes = needed.some((name) => (operations[name] as Operation).passesRoles);
  const statements: PolicyStatement<Arn>[] = [
    { Effect: "Allow", Action: actions(({ byPool }) => byPool), Resource: arn },
    { Effect: "Allow", Action: actions(({ byPool }) => !byPool), Resource: "*" },
    { Effect: "Allow", Action: passes ? [passRole] : [], Resource: [...roles] },
  ];
  return statements.filter(({ Action }) => Action.length > 0);
}
