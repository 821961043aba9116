// Writes the SDK for .NET, made by Pulumi's own generator from a schema, into a folder: its arguments are LANGUAGE SCHEMA
// FOLDER. It has a module of its own because newer releases of Pulumi's module no longer hold that generator.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen"
	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func generate(schemaFile, folder string) error {
	var spec schema.PackageSpec
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &spec); err != nil {
		return err
	}
	// The generator fetches the logo by its URL, and NuGet takes no SVG.
	http.DefaultTransport.(*http.Transport).RegisterProtocol("file", http.NewFileTransport(http.Dir("../../../docs")))
	spec.LogoURL = "file:///logo.png"
	pkg, diagnostics, err := schema.BindSpec(spec, nil, schema.ValidationOptions{})
	if err != nil {
		return err
	}
	if diagnostics.HasErrors() {
		return diagnostics
	}
	// It leaves examples in other languages out of resources alone.
	for _, function := range pkg.Functions {
		function.Comment = codegen.FilterExamples(function.Comment, "csharp")
	}
	files, err := dotnet.GeneratePackage("pulumi-cognito-identity", pkg, nil, nil)
	if err != nil {
		return err
	}
	for path, content := range files {
		file := filepath.Join(folder, path)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	if err := generate(os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
