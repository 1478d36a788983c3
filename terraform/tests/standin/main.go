// A stand-in for the provider runpod/runpod 2.0.0, for tests alone: the resources and attributes that the modules use, named
// and typed as that release's migration guide documents them, over REST v2. It is not the provider and proves nothing about it;
// it lets the real Terraform check, plan and apply the modules against the fake API.
package main

import (
	"context"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type standIn struct{}

type settings struct {
	APIKey  types.String `tfsdk:"api_key"`
	BaseURL types.String `tfsdk:"base_url"`
}

func (standIn) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName = "runpod"
}

func (standIn) Schema(_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse) {
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"api_key":  schema.StringAttribute{Optional: true, Sensitive: true},
		"base_url": schema.StringAttribute{Optional: true},
	}}
}

func (standIn) Configure(ctx context.Context, request provider.ConfigureRequest, response *provider.ConfigureResponse) {
	var given settings
	response.Diagnostics.Append(request.Config.Get(ctx, &given)...)
	key, base := given.APIKey.ValueString(), given.BaseURL.ValueString()
	if key == "" {
		key = os.Getenv("RUNPOD_API_KEY")
	}
	if base == "" {
		base = os.Getenv("RUNPOD_API_BASE_URL")
	}
	if key == "" {
		response.Diagnostics.AddError("No API key", "Set RUNPOD_API_KEY.")
		return
	}
	if base == "" {
		response.Diagnostics.AddError("No address", "The stand-in talks to a fake API alone: set RUNPOD_API_BASE_URL.")
		return
	}
	asked := &api{key: key, base: base}
	response.ResourceData, response.DataSourceData = asked, asked
}

func (standIn) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		func() resource.Resource { return &podResource{} },
		func() resource.Resource { return &volumeResource{} },
		func() resource.Resource { return &clusterResource{} },
	}
}

func (standIn) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return &podSource{} }}
}

func main() {
	serve := func() provider.Provider { return standIn{} }
	address := "registry.terraform.io/runpod/runpod"
	if err := providerserver.Serve(context.Background(), serve, providerserver.ServeOpts{Address: address}); err != nil {
		log.Fatal(err)
	}
}
