import { PolicyPack } from "@pulumi/policy";
import { policies } from "pulumi-cognito-identity/policies";

new PolicyPack("identity-pools", { policies: [...policies] });
