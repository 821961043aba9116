// Writes the SDK of a language, made by Pulumi's own generator from a schema, into a folder: its arguments are LANGUAGE
// SCHEMA FOLDER.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/pulumi/pulumi-java/pkg/codegen/java"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-cognito-identity"

var generators = map[string]func(*schema.Package) (map[string][]byte, error){
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		return golang.GeneratePackage(tool, pkg, nil)
	},
	"java": func(pkg *schema.Package) (map[string][]byte, error) {
		files, err := java.GeneratePackage(tool, pkg, nil, nil, false, false)
		if err != nil {
			return nil, err
		}
		// Gradle would make it; programs that hold the sources themselves need it as well.
		info := pkg.Language["java"].(*java.PackageInfo)
		name := strings.ReplaceAll(info.BasePackageOrDefault()+pkg.Name, ".", "/")
		files["src/main/resources/"+name+"/version.txt"] = []byte(pkg.Version.String())
		return files, nil
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage(tool, pkg, nil, schema.NewCachedLoader(nil))
	},
}

func generate(language, schemaFile, folder string) error {
	var spec schema.PackageSpec
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &spec); err != nil {
		return err
	}
	pkg, diagnostics, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err != nil {
		return err
	}
	if diagnostics.HasErrors() {
		return diagnostics
	}
	files, err := generators[language](pkg)
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
	if err := generate(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
