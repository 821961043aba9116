/** The tag by which a creation whose outcome was never recorded finds its pool again. Programs neither see nor set it. */
export const creationTag = "pulumi-cognito-identity:creation";
