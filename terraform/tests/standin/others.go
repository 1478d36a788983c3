package main

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func anew() []planmodifier.String { return []planmodifier.String{stringplanmodifier.RequiresReplace()} }

func anewNumber() []planmodifier.Int64 {
	return []planmodifier.Int64{int64planmodifier.RequiresReplace()}
}

func anewList() planmodifier.List { return listplanmodifier.RequiresReplace() }

func kept() []planmodifier.String {
	return []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
}

// gone reports err unless it says that there is nothing any more.
func gone(err error, told *diag.Diagnostics) bool {
	var refused *problem
	if errors.As(err, &refused) && refused.isMissing() {
		return true
	}
	if err != nil {
		told.AddError("RunPod refused", err.Error())
	}
	return false
}

type volumeResource struct{ api *api }

type volumeModel struct {
	ID         types.String `tfsdk:"id"`
	Name       types.String `tfsdk:"name"`
	Size       types.Int64  `tfsdk:"size"`
	DataCenter types.String `tfsdk:"data_center"`
	Type       types.String `tfsdk:"type"`
}

type volumeAnswer struct {
	ID         string `json:"id,omitempty"`
	Name       string `json:"name"`
	Size       int64  `json:"size"`
	DataCenter string `json:"dataCenter,omitempty"`
	Type       string `json:"type,omitempty"`
}

func (*volumeResource) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = "runpod_network_volume"
}

func (*volumeResource) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":          schema.StringAttribute{Computed: true, PlanModifiers: kept()},
		"name":        schema.StringAttribute{Required: true},
		"size":        schema.Int64Attribute{Required: true},
		"data_center": schema.StringAttribute{Required: true, PlanModifiers: anew()},
		"type":        schema.StringAttribute{Optional: true, PlanModifiers: anew()},
	}}
}

func (r *volumeResource) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	if given, ok := request.ProviderData.(*api); ok {
		r.api = given
	}
}

func (r *volumeResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan volumeModel
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	var made volumeAnswer
	body := volumeAnswer{Name: plan.Name.ValueString(), Size: plan.Size.ValueInt64(), DataCenter: plan.DataCenter.ValueString(), Type: plan.Type.ValueString()}
	if err := r.api.call(ctx, "POST", "/network-volumes", body, &made); err != nil {
		response.Diagnostics.AddError("The volume was not created", err.Error())
		return
	}
	plan.ID = types.StringValue(made.ID)
	response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
}

func (r *volumeResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state volumeModel
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	var seen volumeAnswer
	if gone(r.api.call(ctx, "GET", "/network-volumes/"+state.ID.ValueString(), nil, &seen), &response.Diagnostics) {
		response.State.RemoveResource(ctx)
		return
	}
	if response.Diagnostics.HasError() {
		return
	}
	state.Name, state.Size = types.StringValue(seen.Name), types.Int64Value(seen.Size)
	state.DataCenter, state.Type = types.StringValue(seen.DataCenter), types.StringValue(seen.Type)
	response.Diagnostics.Append(response.State.Set(ctx, &state)...)
}

func (r *volumeResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var plan volumeModel
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	body := volumeAnswer{Name: plan.Name.ValueString(), Size: plan.Size.ValueInt64()}
	if err := r.api.call(ctx, "PATCH", "/network-volumes/"+plan.ID.ValueString(), body, nil); err != nil {
		response.Diagnostics.AddError("The volume was not changed", err.Error())
		return
	}
	response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
}

func (r *volumeResource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state volumeModel
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	gone(r.api.call(ctx, "DELETE", "/network-volumes/"+state.ID.ValueString(), nil, nil), &response.Diagnostics)
}

func (*volumeResource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), request, response)
}

type clusterResource struct{ api *api }

type clusterModel struct {
	ID             types.String `tfsdk:"id"`
	Name           types.String `tfsdk:"name"`
	Type           types.String `tfsdk:"type"`
	GPUTypeID      types.String `tfsdk:"gpu_type_id"`
	GPUCountPerPod types.Int64  `tfsdk:"gpu_count_per_pod"`
	PodCount       types.Int64  `tfsdk:"pod_count"`
	Image          types.String `tfsdk:"image"`
	Disk           types.Int64  `tfsdk:"disk"`
	DataCenterIDs  types.List   `tfsdk:"data_center_ids"`
	Ports          types.List   `tfsdk:"ports"`
	Env            types.Map    `tfsdk:"env"`
	NetworkVolumes []mount      `tfsdk:"network_volumes"`
}

type clusterAnswer struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (*clusterResource) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = "runpod_cluster"
}

func (*clusterResource) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":                schema.StringAttribute{Computed: true, PlanModifiers: kept()},
		"name":              schema.StringAttribute{Required: true},
		"type":              schema.StringAttribute{Required: true, PlanModifiers: anew()},
		"gpu_type_id":       schema.StringAttribute{Required: true, PlanModifiers: anew()},
		"gpu_count_per_pod": schema.Int64Attribute{Required: true, PlanModifiers: anewNumber()},
		"pod_count":         schema.Int64Attribute{Required: true, PlanModifiers: anewNumber()},
		"image":             schema.StringAttribute{Optional: true, PlanModifiers: anew()},
		"disk":              schema.Int64Attribute{Optional: true, PlanModifiers: anewNumber()},
		"data_center_ids":   schema.ListAttribute{ElementType: types.StringType, Optional: true, PlanModifiers: []planmodifier.List{anewList()}},
		"ports":             schema.ListAttribute{ElementType: types.StringType, Optional: true, PlanModifiers: []planmodifier.List{anewList()}},
		"env":               schema.MapAttribute{ElementType: types.StringType, Optional: true, PlanModifiers: []planmodifier.Map{mapplanmodifier.RequiresReplace()}},
		"network_volumes":   networkVolumes(anewList()),
	}}
}

func (r *clusterResource) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	if given, ok := request.ProviderData.(*api); ok {
		r.api = given
	}
}

func (r *clusterResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan clusterModel
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	var made clusterAnswer
	body := map[string]any{
		"name": plan.Name.ValueString(), "type": plan.Type.ValueString(), "image": plan.Image.ValueString(),
		"compute": map[string]any{
			"gpuTypeId": plan.GPUTypeID.ValueString(), "gpuCountPerPod": plan.GPUCountPerPod.ValueInt64(), "podCount": plan.PodCount.ValueInt64(),
		},
	}
	if !plan.Disk.IsNull() {
		body["disk"] = plan.Disk.ValueInt64()
	}
	if !plan.DataCenterIDs.IsNull() {
		body["dataCenterIds"] = texts(ctx, plan.DataCenterIDs)
	}
	addContainer(ctx, body, plan.Ports, plan.Env, plan.NetworkVolumes)
	if err := r.api.call(ctx, "POST", "/clusters", body, &made); err != nil {
		response.Diagnostics.AddError("The cluster was not created", err.Error())
		return
	}
	plan.ID = types.StringValue(made.ID)
	response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
}

func (r *clusterResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state clusterModel
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	var seen clusterAnswer
	if gone(r.api.call(ctx, "GET", "/clusters/"+state.ID.ValueString(), nil, &seen), &response.Diagnostics) {
		response.State.RemoveResource(ctx)
		return
	}
	if response.Diagnostics.HasError() {
		return
	}
	state.Name = types.StringValue(seen.Name)
	response.Diagnostics.Append(response.State.Set(ctx, &state)...)
}

func (r *clusterResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var plan clusterModel
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if err := r.api.call(ctx, "PATCH", "/clusters/"+plan.ID.ValueString(), map[string]any{"name": plan.Name.ValueString()}, nil); err != nil {
		response.Diagnostics.AddError("The cluster was not renamed", err.Error())
		return
	}
	response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
}

func (r *clusterResource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state clusterModel
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	gone(r.api.call(ctx, "DELETE", "/clusters/"+state.ID.ValueString(), nil, nil), &response.Diagnostics)
}
