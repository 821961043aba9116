module program

go 1.26.0

require (
	github.com/pulumi/pulumi/sdk/v3 v3.259.0
	{{module}} v0.0.0
)

replace {{module}} => {{sdk}}
